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
