/**
 * The graph of clusters that Louvain and Leiden work on: a weighted graph whose nodes may hold weight inside them.
 * Rows are sorted; loops are kept apart as `strength`, which counts inside weight twice, so `total` = 2m never changes.
 */
import type { Graph } from './graph.ts';

export interface CoarseGraph {
  readonly n: number;
  /** [n + 1], rows without loops. */
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
  /** [n] summed strength of the original nodes inside. */
  readonly strength: Float64Array;
  /** Sum of all strengths, 2m of the original graph. */
  readonly total: number;
}

/** The finest level: every node of the graph alone. Entries of weight 0 are no ties and are dropped. */
export function coarseOf(graph: Graph): CoarseGraph {
  const offsets = new Int32Array(graph.n + 1);
  const targets = new Int32Array(graph.targets.length);
  const weights = new Float64Array(graph.targets.length);
  const strength = new Float64Array(graph.n);
  let filled = 0;
  for (let i = 0; i < graph.n; i++) {
    for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++) {
      if (graph.weights[k] === 0) continue;
      targets[filled] = graph.targets[k];
      weights[filled++] = graph.weights[k];
      strength[i] += graph.weights[k];
    }
    offsets[i + 1] = filled;
  }
  const total = strength.reduce((sum, s) => sum + s, 0);
  return {
    n: graph.n,
    offsets,
    targets: targets.subarray(0, filled),
    weights: weights.subarray(0, filled),
    strength,
    total,
  };
}

/** One node per community. `community` [n] is renumbered in place to 0, 1, … in order of first appearance. */
export function coarsen(graph: CoarseGraph, community: Int32Array): CoarseGraph {
  const number = new Int32Array(graph.n).fill(-1);
  let n = 0;
  for (let i = 0; i < graph.n; i++) {
    if (number[community[i]] < 0) number[community[i]] = n++;
    community[i] = number[community[i]];
  }
  const strength = new Float64Array(n);
  const members: number[][] = Array.from({ length: n }, () => []);
  for (let i = 0; i < graph.n; i++) {
    strength[community[i]] += graph.strength[i];
    members[community[i]].push(i);
  }
  const offsets = new Int32Array(n + 1);
  const targets: number[] = [];
  const weights: number[] = [];
  const link = new Float64Array(n);
  for (let c = 0; c < n; c++) {
    const touched: number[] = [];
    for (const i of members[c]) {
      for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++) {
        const other = community[graph.targets[k]];
        if (other === c) continue;
        if (link[other] === 0) touched.push(other);
        link[other] += graph.weights[k];
      }
    }
    touched.sort((x, y) => x - y);
    for (const other of touched) {
      targets.push(other);
      weights.push(link[other]);
      link[other] = 0;
    }
    offsets[c + 1] = targets.length;
  }
  return {
    n,
    offsets,
    targets: Int32Array.from(targets),
    weights: Float64Array.from(weights),
    strength,
    total: graph.total,
  };
}
