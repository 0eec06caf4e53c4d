/**
 * Betweenness over weighted shortest paths: as betweenness.ts, with path length Σ distance (see shortest-paths.ts: strong = short).
 * Brandes' accumulation over the order in which Dijkstra settles nodes; paths whose lengths differ by rounding tie.
 */

import type { Graph } from '../csr-graph.ts';
import { normalise } from './betweenness.ts';
import { onShortestPath, shortestPaths } from './shortest-paths.ts';

/** [N] normalised betweenness; `distance` [2M] beside graph.targets. */
export function weightedBetweenness(graph: Graph, distance: Float64Array): Float64Array {
  return normalise(weightedBetweennessFrom(graph, distance, 0, graph.n));
}

/**
 * [N] raw dependency sums over the sources `from` … `to` - 1. `distanceSums` [N], where given, receives each source's sum of distances,
 * which the search has at hand.
 */
export function weightedBetweennessFrom(
  graph: Graph,
  distance: Float64Array,
  from: number,
  to: number,
  distanceSums?: Float64Array,
): Float64Array {
  const { n, offsets, targets } = graph;
  if (!(from >= 0 && to <= n && from <= to)) {
    throw new RangeError(`weightedBetweenness: sources ${from} to ${to}, expected within 0 to ${n}`);
  }
  const paths = shortestPaths(graph, distance);
  const { length, order } = paths;
  const sums = new Float64Array(n);
  const sigma = new Float64Array(n);
  const delta = new Float64Array(n);
  const before = new Int32Array(targets.length); // predecessors of the q-th settled node, one after the other
  const starts = new Int32Array(n + 1);
  for (let s = from; s < to; s++) {
    const count = paths.from(s);
    if (distanceSums !== undefined) {
      distanceSums[s] = 0;
      for (let q = 1; q < count; q++) distanceSums[s] += length[order[q]];
    }
    sigma[s] = 1;
    let filled = 0;
    for (let q = 1; q < count; q++) {
      const w = order[q];
      const bound = length[w];
      let total = 0;
      starts[q] = filled;
      for (let k = offsets[w], end = offsets[w + 1]; k < end; k++) {
        const v = targets[k];
        if (onShortestPath(length[v], distance[k], bound)) {
          total += sigma[v];
          before[filled++] = v;
        }
      }
      sigma[w] = total;
    }
    starts[count] = filled;
    for (let q = 0; q < count; q++) delta[order[q]] = 0;
    for (let q = count - 1; q > 0; q--) {
      const w = order[q];
      const share = (1 + delta[w]) / sigma[w];
      for (let k = starts[q]; k < starts[q + 1]; k++) delta[before[k]] += sigma[before[k]] * share;
      sums[w] += delta[w];
    }
  }
  return sums;
}
