/**
 * Where the nodes are drawn: ForceAtlas2 within each connected component from a seeded start, the components packed as
 * circles of equal density (d3's front chain, largest in the middle), isolated features in rows below. Nothing but drawing
 * depends on it.
 * Jacomy, Venturini, Heymann, Bastian (2014), PLOS ONE 9(6): e98679.
 */
import { packSiblings } from 'd3-hierarchy';
import { UndirectedGraph } from 'graphology';
import * as forceAtlas2Module from 'graphology-layout-forceatlas2';
import { type Random, random } from '../../src/random.ts';
import { spread } from './spread.ts';

// The package is CommonJS: its types put the function one level deeper than Node does.
const forceAtlas2 = forceAtlas2Module.default as unknown as typeof forceAtlas2Module.default.default;

interface LayoutNode {
  readonly id: number;
  /** Nodes of one group start near each other. */
  readonly group: number | null;
}

interface LayoutEdge {
  readonly a: number;
  readonly b: number;
  readonly r: number;
}

interface Layout {
  /** [N] in the order of the nodes; the connected part fits the square from -1 to 1. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Of the largest component. */
  readonly iterations: number;
}

/** Work is about nodes × iterations; the picture has settled well before. */
const N_STEPS = 400_000;
const MAX_ITERATIONS = 800;
const MIN_ITERATIONS = 60;
/** Space between components, in units of the distance between nodes. */
const GAP = 1.5;
/** Least distance of two nodes; spread evenly over their circle they would be about 1.8 apart. */
const SPACING = 1.3;

export function layout(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[], seed: number): Layout {
  const rng = random(seed, 'layout');
  const members = connectedParts(nodes, edges);
  const drawn = members.map((part) => drawPart(part, edges, rng));
  // Packed with half of the space around each; `r` is that of the circle with its space.
  const circles = packSiblings(drawn.map(({ size }) => ({ radius: Math.sqrt(size), r: Math.sqrt(size) + GAP / 2 })));
  const x = new Float64Array(nodes.length);
  const y = new Float64Array(nodes.length);
  const index = new Map(nodes.map((node, position) => [node.id, position]));
  drawn.forEach((part, order) => {
    for (const [id, at] of part.places) {
      x[index.get(id)!] = circles[order].x + at.x * circles[order].radius;
      y[index.get(id)!] = circles[order].y + at.y * circles[order].radius;
    }
  });
  const reach = Math.max(
    1e-9,
    ...circles.flatMap((circle) => [Math.abs(circle.x) + circle.radius, Math.abs(circle.y) + circle.radius]),
  );
  for (let position = 0; position < nodes.length; position++) {
    x[position] /= reach;
    y[position] /= reach;
  }
  const connected = new Set(members.flat().map((node) => node.id));
  setApart(
    nodes.flatMap((node, position) => (connected.has(node.id) ? [] : [position])),
    x,
    y,
  );
  return { x, y, iterations: iterationsOf(members[0]?.length ?? 0) };
}

function iterationsOf(size: number): number {
  return Math.max(MIN_ITERATIONS, Math.min(MAX_ITERATIONS, Math.round(N_STEPS / Math.max(1, size))));
}

/** Components of two or more, largest first, ties in the order of the nodes. */
function connectedParts(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): LayoutNode[][] {
  const parent = new Map(nodes.map((node) => [node.id, node.id]));
  const root = (start: number): number => {
    let at = start;
    while (parent.get(at) !== at) at = parent.get(at)!;
    parent.set(start, at);
    return at;
  };
  for (const { a, b } of edges) parent.set(root(a), root(b));
  const parts = new Map<number, LayoutNode[]>();
  for (const node of nodes) {
    const top = root(node.id);
    const part = parts.get(top);
    if (part) part.push(node);
    else parts.set(top, [node]);
  }
  return [...parts.values()].filter((part) => part.length > 1).sort((one, two) => two.length - one.length);
}

/** Places of one component inside the unit circle around its middle. */
function drawPart(
  part: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  rng: Random,
): { size: number; places: Map<number, { x: number; y: number }> } {
  const graph = new UndirectedGraph();
  const groups = [...new Set(part.map((node) => node.group))].sort(
    (a, b) => (a ?? Number.MAX_VALUE) - (b ?? Number.MAX_VALUE),
  );
  for (const node of part) {
    const angle = (2 * Math.PI * groups.indexOf(node.group)) / groups.length;
    graph.addNode(node.id, {
      x: 100 * Math.cos(angle) + 20 * rng.normal(),
      y: 100 * Math.sin(angle) + 20 * rng.normal(),
    });
  }
  for (const { a, b, r } of edges) if (graph.hasNode(a)) graph.addEdge(a, b, { strength: Math.abs(r) });
  const found = forceAtlas2(graph, {
    iterations: iterationsOf(part.length),
    getEdgeWeight: 'strength',
    settings: { gravity: 0.6, scalingRatio: 10, slowDown: 4, barnesHutOptimize: part.length > 600 },
  });
  const places = part.map((node) => ({ id: node.id, ...found[node.id] }));
  centre(places);
  spread(places, SPACING / Math.sqrt(part.length));
  centre(places);
  return { size: part.length, places: new Map(places.map(({ id, x, y }) => [id, { x, y }])) };
}

/** Moves the middle to the origin and the farthest point to the unit circle. */
function centre(places: { x: number; y: number }[]): void {
  const cx = places.reduce((sum, at) => sum + at.x, 0) / places.length;
  const cy = places.reduce((sum, at) => sum + at.y, 0) / places.length;
  const reach = Math.max(1e-9, ...places.map((at) => Math.hypot(at.x - cx, at.y - cy)));
  for (const at of places) {
    at.x = (at.x - cx) / reach;
    at.y = (at.y - cy) / reach;
  }
}

/** Rows under everything else. */
function setApart(alone: readonly number[], x: Float64Array, y: Float64Array): void {
  const lowest = x.length === alone.length ? 0 : y.reduce((least, value) => Math.min(least, value), 0);
  const perRow = Math.max(12, Math.ceil(Math.sqrt(alone.length * 10)));
  const gap = 2 / perRow;
  alone.forEach((position, order) => {
    const row = Math.floor(order / perRow);
    const inRow = Math.min(perRow, alone.length - perRow * row);
    x[position] = gap * ((order % perRow) - (inRow - 1) / 2);
    y[position] = lowest - 0.15 - gap * row;
  });
}
