/**
 * Path measures against their definitions by brute force: all distances by Floyd and Warshall, all shortest paths counted through
 * every node. Slow, plain and independent of the breadth-first and heap-based kernels.
 */
import { describe, expect, it } from 'vitest';
import { betweenness } from '../../../src/methods/graph/centrality/betweenness.ts';
import { closeness, weightedCloseness } from '../../../src/methods/graph/centrality/closeness.ts';
import { shortestPaths } from '../../../src/methods/graph/centrality/shortest-paths.ts';
import { weightedBetweenness } from '../../../src/methods/graph/centrality/weighted-betweenness.ts';
import type { Graph } from '../../../src/methods/graph/csr-graph.ts';
import { random } from '../../../src/random.ts';
import { expectClose, graphOf } from './oracle.ts';

const TIE = 1e-12;

/** [n][n] distances. */
function floydWarshall({ n, offsets, targets }: Graph, distance: Float64Array): number[][] {
  const d = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 0 : Infinity)));
  for (let i = 0; i < n; i++) for (let k = offsets[i]; k < offsets[i + 1]; k++) d[i][targets[k]] = distance[k];
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) d[i][j] = Math.min(d[i][j], d[i][k] + d[k][j]);
  }
  return d;
}

/** [n][n] numbers of shortest paths: those of i to j are the sum over the last steps k → j that keep the length. */
function counts({ n, offsets, targets }: Graph, distance: Float64Array, d: number[][]): number[][] {
  return d.map((row, i) => {
    const count = new Array<number>(n).fill(0);
    const order = Array.from({ length: n }, (_, j) => j).filter((j) => row[j] < Infinity);
    order.sort((x, y) => row[x] - row[y]);
    for (const j of order) {
      if (j === i) count[j] = 1;
      for (let k = offsets[j]; j !== i && k < offsets[j + 1]; k++) {
        const before = targets[k];
        if (Math.abs(row[before] + distance[k] - row[j]) <= TIE) count[j] += count[before];
      }
    }
    return count;
  });
}

function bruteBetweenness(graph: Graph, distance: Float64Array): number[] {
  const { n } = graph;
  const d = floydWarshall(graph, distance);
  const sigma = counts(graph, distance, d);
  return Array.from({ length: n }, (_, v) => {
    let sum = 0;
    for (let s = 0; s < n; s++) {
      for (let t = s + 1; t < n; t++) {
        if (s === v || t === v || d[s][t] === Infinity) continue;
        if (Math.abs(d[s][v] + d[v][t] - d[s][t]) <= TIE) sum += (sigma[s][v] * sigma[v][t]) / sigma[s][t];
      }
    }
    return sum / (((n - 1) * (n - 2)) / 2);
  });
}

/** Wasserman and Faust: (r − 1) / Σ d · (r − 1) / (n − 1), r nodes reached with the node itself. */
function bruteCloseness(graph: Graph, distance: Float64Array): number[] {
  return floydWarshall(graph, distance).map((row) => {
    const reached = row.filter((value) => value > 0 && value < Infinity);
    const sum = reached.reduce((total, value) => total + value, 0);
    return reached.length === 0 ? 0 : (reached.length / sum) * (reached.length / (graph.n - 1));
  });
}

/** Sparse enough to fall apart, with distances of few values so that paths tie. */
function example(seed: number): { graph: Graph; one: Float64Array; distance: Float64Array } {
  const rng = random(seed, 'paths');
  const n = 24;
  const edges: [number, number][] = [];
  for (let a = 0; a < n; a++) for (let b = a + 1; b < n; b++) if (rng.uniform() < 0.11) edges.push([a, b]);
  const weights = edges.map(() => [0.1, 0.2, 0.3, 0.5][rng.integer(4)]);
  const graph = graphOf({ n, edges, weights });
  return { graph, one: new Float64Array(graph.targets.length).fill(1), distance: graph.weights };
}

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('graph %d', (seed) => {
  const { graph, one, distance } = example(seed);

  it('has the betweenness of its definition', () => {
    expectClose(betweenness(graph), bruteBetweenness(graph, one), 1e-12);
    expectClose(weightedBetweenness(graph, distance), bruteBetweenness(graph, distance), 1e-12);
  });

  it('has the same betweenness weighted with equal distances as unweighted', () => {
    expectClose(weightedBetweenness(graph, one), betweenness(graph), 1e-12);
    expectClose(weightedCloseness(graph, one), closeness(graph), 1e-12);
  });

  it('has the closeness of its definition', () => {
    expectClose(closeness(graph), bruteCloseness(graph, one), 1e-12);
    expectClose(weightedCloseness(graph, distance), bruteCloseness(graph, distance), 1e-12);
  });

  it('has the path lengths of Floyd and Warshall, in ascending order from each source', () => {
    const d = floydWarshall(graph, distance);
    const paths = shortestPaths(graph, distance);
    for (let source = 0; source < graph.n; source++) {
      const reached = paths.from(source);
      expect(reached).toBe(d[source].filter((value) => value < Infinity).length);
      paths.length.forEach((length, node) => {
        if (d[source][node] === Infinity) expect(length).toBe(Infinity);
        else expect(Math.abs(length - d[source][node])).toBeLessThan(1e-12);
      });
      for (let k = 1; k < reached; k++)
        expect(paths.length[paths.order[k]]).toBeGreaterThanOrEqual(paths.length[paths.order[k - 1]]);
    }
  });

  it('lets distances change their unit: betweenness stays, closeness follows', () => {
    const longer = distance.map((value) => 8 * value);
    expectClose(weightedBetweenness(graph, longer), weightedBetweenness(graph, distance), 1e-12);
    expectClose(
      weightedCloseness(graph, longer),
      weightedCloseness(graph, distance).map((value) => value / 8),
      1e-12,
    );
  });

  it('spreads over its nodes as many steps as its paths have in between', () => {
    const d = floydWarshall(graph, one);
    let between = 0;
    for (let s = 0; s < graph.n; s++) {
      for (let t = s + 1; t < graph.n; t++) if (d[s][t] < Infinity) between += d[s][t] - 1;
    }
    const total = betweenness(graph).reduce((sum, value) => sum + value, 0);
    expect((total * (graph.n - 1) * (graph.n - 2)) / 2).toBeCloseTo(between, 9);
  });
});
