/** A node or an edge in words, with every number of it: hover text, what a screen reader says, and the panel. */
import type { LayeredEdge, LayeredGraph, LayeredNode, Measure } from './graph.ts';
import { written } from './measure.ts';

/** A name and what is written beside it. */
export type Fact = readonly [name: string, value: string];

/** The node's name, with its label where it has one. */
export function nodeTitle(node: LayeredNode): string {
  return node.label === null ? node.name : `${node.name} ${node.label}`;
}

export function nodeFacts(graph: LayeredGraph, node: LayeredNode): Fact[] {
  const column = graph.columns[node.column];
  return [
    ['kind', graph.node_kinds[node.kind].name],
    ['row', graph.rows[node.row]],
    ...(column === undefined ? [] : [['column', column] as const]),
    ...valuesOf(graph.node_measures, node.values),
    ...node.lists.filter((list) => list.items.length > 0).map((list) => [list.name, list.items.join(' · ')] as const),
  ];
}

export function edgeTitle(source: LayeredNode, target: LayeredNode): string {
  return `${source.name} → ${target.name}`;
}

export function edgeFacts(graph: LayeredGraph, edge: LayeredEdge): Fact[] {
  return [
    [graph.weight.name, written(graph.weight, edge.weight)],
    ...(graph.edge_kinds.length > 1 ? [['kind', graph.edge_kinds[edge.kind].name] as const] : []),
    ...valuesOf(graph.edge_measures, edge.values),
  ];
}

/** Title and facts as one line. */
export function sentence(title: string, facts: readonly Fact[]): string {
  return `${title}: ${facts.map(([name, value]) => `${name} ${value}`).join(', ')}`;
}

export function valuesOf(measures: readonly Measure[], values: readonly (number | null)[]): Fact[] {
  return measures.map((measure, index) => [measure.name, written(measure, values[index])] as const);
}
