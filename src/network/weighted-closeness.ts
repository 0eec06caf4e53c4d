/**
 * Closeness over weighted shortest paths, with the Wasserman-Faust correction of closeness.ts; path length is Σ distance.
 */
import { wassermanFaust } from './closeness.ts';
import type { Graph } from './graph.ts';
import { shortestPaths } from './shortest-paths.ts';

/** [N] closeness; `distance` [2M] beside graph.targets (see distance.ts). */
export function weightedCloseness(graph: Graph, distance: Float64Array): Float64Array {
  const paths = shortestPaths(graph, distance);
  return Float64Array.from({ length: graph.n }, (_, s) => {
    const count = paths.from(s);
    let sum = 0;
    for (let q = 1; q < count; q++) sum += paths.length[paths.order[q]];
    return wassermanFaust(sum, count, graph.n);
  });
}
