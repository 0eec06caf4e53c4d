/** Live ForceAtlas2 in a worker: takes places and edges once, then posts places after every few steps until it is ended. */
import { UndirectedGraph } from 'graphology';
import forceAtlas2, { type ForceAtlas2Settings } from 'graphology-layout-forceatlas2';

export interface LayoutTask {
  /** [N] each. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Positions of both ends in x and y, and strength. */
  readonly edges: readonly (readonly [number, number, number])[];
}

export interface LayoutStep {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

const STEPS_A_POST = 5;
const PAUSE_MS = 16;
/** Places come in a square of side 2; the forces expect about a hundred units. */
const SCALE = 100;

interface Place {
  readonly x: number;
  readonly y: number;
}

const run = forceAtlas2 as unknown as (
  graph: UndirectedGraph,
  options: { iterations: number; getEdgeWeight: string; settings: ForceAtlas2Settings },
) => Record<string, Place>;

addEventListener('message', ({ data }: MessageEvent<LayoutTask>) => {
  const graph = new UndirectedGraph();
  data.x.forEach((x, index) => graph.addNode(index, { x: x * SCALE, y: data.y[index] * SCALE }));
  for (const [a, b, strength] of data.edges) graph.addEdge(a, b, { strength });
  const settings: ForceAtlas2Settings = {
    gravity: 1,
    scalingRatio: 6,
    slowDown: 8,
    barnesHutOptimize: graph.order > 600,
  };
  const step = (): void => {
    const places = run(graph, { iterations: STEPS_A_POST, getEdgeWeight: 'strength', settings });
    graph.updateEachNodeAttributes((node) => ({ ...places[node] }));
    const inOrder = data.x.map((_, index) => places[index]);
    postMessage({ x: inOrder.map((at) => at.x / SCALE), y: inOrder.map((at) => at.y / SCALE) } satisfies LayoutStep);
    setTimeout(step, PAUSE_MS);
  };
  step();
});
