/**
 * Where the nodes are drawn: ForceAtlas2 on the connected features from a seeded start, isolated features in rows below.
 * Jacomy, Venturini, Heymann, Bastian (2014), PLOS ONE 9(6): e98679. The start places each cluster's members together, so the
 * picture settles the same way each time; nothing but drawing depends on it.
 */
import { UndirectedGraph } from 'graphology';
import * as forceAtlas2Module from 'graphology-layout-forceatlas2';
import { random } from '../src/random.ts';

// The package is CommonJS: its types put the function one level deeper than Node does.
const forceAtlas2 = forceAtlas2Module.default as unknown as typeof forceAtlas2Module.default.default;

export interface LayoutNode {
  readonly id: number;
  /** Nodes of one group start near each other. */
  readonly group: number | null;
}

export interface Layout {
  /** [N] in the order of the nodes; the connected part fits the square from -1 to 1. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly iterations: number;
}

/** Work is about nodes × iterations; the picture has settled well before. */
const N_STEPS = 400_000;
const MAX_ITERATIONS = 800;
const MIN_ITERATIONS = 60;

export function layout(
  nodes: readonly LayoutNode[],
  edges: readonly { readonly a: number; readonly b: number; readonly r: number }[],
  seed: number,
): Layout {
  const rng = random(seed, 'layout');
  const graph = new UndirectedGraph();
  const connected = new Set(edges.flatMap((edge) => [edge.a, edge.b]));
  const groups = [...new Set(nodes.map((node) => node.group))].sort(
    (a, b) => (a ?? Number.MAX_VALUE) - (b ?? Number.MAX_VALUE),
  );
  for (const node of nodes) {
    if (!connected.has(node.id)) continue;
    const angle = (2 * Math.PI * groups.indexOf(node.group)) / groups.length;
    graph.addNode(node.id, {
      x: 100 * Math.cos(angle) + 20 * rng.normal(),
      y: 100 * Math.sin(angle) + 20 * rng.normal(),
    });
  }
  for (const edge of edges) graph.addEdge(edge.a, edge.b, { strength: Math.abs(edge.r) });
  const iterations = Math.max(MIN_ITERATIONS, Math.min(MAX_ITERATIONS, Math.round(N_STEPS / Math.max(1, graph.order))));
  if (graph.order > 0) {
    forceAtlas2.assign(graph, {
      iterations,
      getEdgeWeight: 'strength',
      settings: {
        gravity: 1.2,
        scalingRatio: 14,
        slowDown: 6,
        linLogMode: false,
        barnesHutOptimize: graph.order > 600,
        outboundAttractionDistribution: false,
      },
    });
  }
  return { ...place(nodes, graph), iterations };
}

/** Scales the connected part to the square and sets isolated nodes in rows under it. */
function place(nodes: readonly LayoutNode[], graph: UndirectedGraph): { x: Float64Array; y: Float64Array } {
  const x = new Float64Array(nodes.length);
  const y = new Float64Array(nodes.length);
  const at = (index: number): { x: number; y: number } =>
    graph.getNodeAttributes(nodes[index].id) as { x: number; y: number };
  const inside = nodes.map((_, index) => index).filter((index) => graph.hasNode(nodes[index].id));
  const alone = nodes.map((_, index) => index).filter((index) => !graph.hasNode(nodes[index].id));
  const middle = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
  const cx = inside.length === 0 ? 0 : middle(inside.map((index) => at(index).x));
  const cy = inside.length === 0 ? 0 : middle(inside.map((index) => at(index).y));
  const reach = Math.max(
    1e-9,
    ...inside.map((index) => Math.max(Math.abs(at(index).x - cx), Math.abs(at(index).y - cy))),
  );
  for (const index of inside) {
    x[index] = (at(index).x - cx) / reach;
    y[index] = (at(index).y - cy) / reach;
  }
  const lowest = inside.length === 0 ? 0 : Math.min(...inside.map((index) => y[index]));
  const perRow = Math.max(8, Math.ceil(Math.sqrt(alone.length * 8)));
  const gap = 2.2 / perRow;
  alone.forEach((index, order) => {
    const inRow = Math.min(perRow, alone.length - perRow * Math.floor(order / perRow));
    x[index] = gap * ((order % perRow) - (inRow - 1) / 2);
    y[index] = lowest - 0.16 - gap * Math.floor(order / perRow);
  });
  return { x, y };
}
