/**
 * The graph of clusters that Louvain and Leiden work on: a weighted graph whose nodes may hold weight inside them.
 * Rows are sorted; loops are kept apart as `strength`, which counts inside weight twice, so `total` = 2m never changes.
 */
import type { Graph } from '../csr-graph.ts';
import { members } from './labels.ts';

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
  const ties = withoutZeros(graph);
  const strength = new Float64Array(ties.n);
  let total = 0;
  for (let i = 0; i < ties.n; i++) {
    let sum = 0;
    for (let k = ties.offsets[i], end = ties.offsets[i + 1]; k < end; k++) sum += ties.weights[k];
    strength[i] = sum;
    total += sum;
  }
  return { ...ties, strength, total };
}

function withoutZeros(graph: Graph): Graph {
  if (!graph.weights.includes(0)) return graph;
  const offsets = new Int32Array(graph.n + 1);
  const targets = new Int32Array(graph.targets.length);
  const weights = new Float64Array(graph.targets.length);
  let filled = 0;
  for (let i = 0; i < graph.n; i++) {
    for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++) {
      if (graph.weights[k] === 0) continue;
      targets[filled] = graph.targets[k];
      weights[filled++] = graph.weights[k];
    }
    offsets[i + 1] = filled;
  }
  return { n: graph.n, offsets, targets: targets.slice(0, filled), weights: weights.slice(0, filled) };
}

/** One node per community. `community` [n], labels 0 … n - 1, is renumbered in place to 0, 1, … in order of first appearance. */
export function coarsen(graph: CoarseGraph, community: Int32Array): CoarseGraph {
  const n = renumber(community);
  const strength = new Float64Array(n);
  const { starts, nodes } = members(community, n);
  const offsets = new Int32Array(n + 1);
  const targets = new Int32Array(graph.targets.length + 1);
  const weights = new Float64Array(graph.targets.length);
  const link = new Float64Array(n); // weight from the community at hand to each other
  let filled = 0;
  for (let c = 0; c < n; c++) {
    link[c] = 1; // not a tie
    for (let m = starts[c]; m < starts[c + 1]; m++) {
      const i = nodes[m];
      strength[c] += graph.strength[i];
      for (let k = graph.offsets[i], end = graph.offsets[i + 1]; k < end; k++) {
        const other = community[graph.targets[k]];
        targets[filled] = other; // counted only when new, as in local-moving.ts
        filled += Number(link[other] === 0);
        link[other] += graph.weights[k];
      }
    }
    for (let k = offsets[c]; k < filled; k++) {
      weights[k] = link[targets[k]];
      link[targets[k]] = 0;
    }
    link[c] = 0;
    offsets[c + 1] = filled;
  }
  return { n, offsets, ...sorted(offsets, targets, weights), strength, total: graph.total };
}

/** Rows of a symmetric matrix sorted: its transpose, filled row by row. */
function sorted(offsets: Int32Array, targets: Int32Array, weights: Float64Array): Pick<Graph, 'targets' | 'weights'> {
  const n = offsets.length - 1;
  const cursor = offsets.slice(0, n);
  const own = { targets: new Int32Array(offsets[n]), weights: new Float64Array(offsets[n]) };
  for (let i = 0; i < n; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      const slot = cursor[targets[k]]++;
      own.targets[slot] = i;
      own.weights[slot] = weights[k];
    }
  }
  return own;
}

/** Labels 0 … n - 1 as 0, 1, … in order of first appearance, in place. Returns how many there are. */
function renumber(labels: Int32Array): number {
  const number = new Int32Array(labels.length).fill(-1);
  let count = 0;
  for (let i = 0; i < labels.length; i++) {
    if (number[labels[i]] < 0) number[labels[i]] = count++;
    labels[i] = number[labels[i]];
  }
  return count;
}
