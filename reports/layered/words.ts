/** A node or an edge in words, with every number of it, and in colour: hover text, what a screen reader says, the panel, the drawings. */
import { grouped, number, percent, pValue } from '../format.ts';
import type { LayeredEdge, LayeredGraph, LayeredNode, Measure } from './graph.ts';

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

/** A value in the words of its measure: digits, sign and unit are those of reports/format.ts. */
export function written(measure: Pick<Measure, 'as'>, value: number | null): string {
  if (measure.as === 'percent') return percent(value, value !== null && Math.abs(value) < 0.1 ? 1 : 0);
  if (measure.as === 'p') return pValue(value);
  if (measure.as === 'count') return value === null ? number(null) : grouped(value);
  const text = number(value);
  return measure.as === 'signed' && value !== null && value > 0 ? `+${text}` : text;
}

/**
 * Colour of an edge as CSS: its kind's own, or that of its sign. Blue raises and red lowers, as in the published graphs of
 * circuits; the signs of correlations have colours of their own.
 */
export function edgeColour(graph: LayeredGraph, edge: { readonly kind: number; readonly weight: number }): string {
  const { colour } = graph.edge_kinds[edge.kind];
  if (colour !== null) return `var(--c${colour})`;
  return edge.weight >= 0 ? 'var(--raises)' : 'var(--lowers)';
}
