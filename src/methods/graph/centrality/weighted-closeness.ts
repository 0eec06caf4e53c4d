/**
 * Closeness over weighted shortest paths, with the Wasserman-Faust correction of closeness.ts; path length is Σ distance.
 */

import type { Graph } from '../csr-graph.ts';
import { closeness } from './closeness.ts';
import { shortestPaths } from './shortest-paths.ts';

/**
 * [N] closeness; `distance` [2M] beside graph.targets (see distance.ts). `sums` [N]: distance sums where they are known already
 * (weighted-betweenness.ts).
 */
export function weightedCloseness(
  graph: Graph,
  distance: Float64Array,
  sums: Float64Array = weightedDistanceSums(graph, distance),
): Float64Array {
  return closeness(graph, sums);
}

/** [N] sum of the distances to every node of the same component. */
function weightedDistanceSums(graph: Graph, distance: Float64Array): Float64Array {
  const paths = shortestPaths(graph, distance);
  const sums = new Float64Array(graph.n);
  for (let s = 0; s < graph.n; s++) {
    const count = paths.from(s);
    for (let q = 1; q < count; q++) sums[s] += paths.length[paths.order[q]];
  }
  return sums;
}
