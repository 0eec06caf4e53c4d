/**
 * Closeness centrality with the correction of Wasserman and Faust (Social Network Analysis, 1994, eq. 5.22), networkx's default:
 *   c(v) = (r - 1) / Σ d(v, u) · (r - 1) / (n - 1), with r the number of nodes that v reaches, itself included.
 * An isolated node has 0. Unweighted; the search stops as soon as the component is fully seen.
 */

import { components } from '../components.ts';
import type { Graph } from '../csr-graph.ts';
import { shortestPaths } from './shortest-paths.ts';

/** [N] closeness. `sums` [N]: distance sums where they are known already (betweenness.ts). */
export function closeness(graph: Graph, sums: Float64Array = distanceSums(graph)): Float64Array {
  if (sums.length !== graph.n) throw new RangeError(`closeness: ${sums.length} distance sums, expected ${graph.n}`);
  const { cluster, sizes } = components(graph);
  return sums.map((sum, v) => wassermanFaust(sum, sizes[cluster[v] - 1], graph.n));
}

/** Closeness from a distance sum; `reached` counts the node itself. */
export function wassermanFaust(sum: number, reached: number, n: number): number {
  return reached < 2 ? 0 : (reached - 1) ** 2 / (sum * (n - 1));
}

/** [N] sum of the distances, in edges, to every node of the same component. */
export function distanceSums(graph: Graph): Float64Array {
  const { n, offsets, targets } = graph;
  const { cluster, sizes } = components(graph);
  const sums = new Float64Array(n);
  const seen = new Int32Array(n).fill(-1); // source that saw the node last: no clearing between sources
  const queue = new Int32Array(n);
  for (let s = 0; s < n; s++) {
    const size = sizes[cluster[s] - 1];
    queue[0] = s;
    seen[s] = s;
    let head = 0;
    let tail = 1;
    let sum = 0;
    for (let distance = 1; tail < size; distance++) {
      const end = tail;
      while (head < end && tail < size) {
        const v = queue[head++];
        for (let k = offsets[v], last = offsets[v + 1]; k < last; k++) {
          const w = targets[k];
          if (seen[w] !== s) {
            seen[w] = s;
            queue[tail++] = w;
          }
        }
      }
      sum += distance * (tail - end);
    }
    sums[s] = sum;
  }
  return sums;
}

/**
 * Closeness over weighted shortest paths, with the Wasserman-Faust correction of `closeness`; path length is Σ distance.
 *
 * [N] closeness; `distance` [2M] beside graph.targets (see shortest-paths.ts). `sums` [N]: distance sums where they are known already
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
