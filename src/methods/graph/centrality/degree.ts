/**
 * Degree k, degree centrality k / (n - 1) as networkx defines it, and strength (sum of the weights of a node's edges).
 * A graph of one node has degree centrality 1, as in networkx.
 */

import type { Graph } from '../csr-graph.ts';

/** [N] number of neighbours. */
export function degree(graph: Graph): Int32Array {
  return Int32Array.from({ length: graph.n }, (_, i) => graph.offsets[i + 1] - graph.offsets[i]);
}

/** [N] degree over n - 1. */
export function degreeCentrality(graph: Graph): Float64Array {
  if (graph.n === 1) return Float64Array.of(1);
  return Float64Array.from(degree(graph), (k) => k / (graph.n - 1));
}

/** [N] sum of strengths; 0 for an isolated node. */
export function strength(graph: Graph): Float64Array {
  const sums = new Float64Array(graph.n);
  for (let i = 0; i < graph.n; i++) {
    for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++) sums[i] += graph.weights[k];
  }
  return sums;
}

/**
 * Participation coefficient (Guimerà and Amaral, Nature 433, 895, 2005): how evenly a node's ties spread over clusters,
 *   P(i) = 1 - Σ_c (s_ic / s_i)²,
 * s_ic the strength of its ties into cluster c, s_i of all. 0 where all ties stay in one cluster, also for an isolated node.
 *
 * [N]; `labels` [N] non-negative. Weighted by the graph's weights: pass unweighted(graph) to count edges.
 */
export function participation(graph: Graph, labels: Int32Array): Float64Array {
  const { n, offsets, targets, weights } = graph;
  if (labels.length !== n)
    throw new RangeError(`participation: ${labels.length} labels, expected one for each of ${n} nodes`);
  return Float64Array.from({ length: n }, (_, i) => {
    const into = new Map<number, number>();
    let total = 0;
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      const c = labels[targets[k]];
      into.set(c, (into.get(c) ?? 0) + weights[k]);
      total += weights[k];
    }
    if (total === 0 || into.size === 1) return 0;
    let squares = 0;
    for (const strength of into.values()) squares += (strength / total) ** 2;
    return 1 - squares;
  });
}
