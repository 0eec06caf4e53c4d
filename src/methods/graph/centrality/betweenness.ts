/**
 * Betweenness centrality: the share of shortest paths between other nodes that pass through a node,
 *   b(v) = Σ_{s<t} σ_st(v) / σ_st, divided by (n - 1)(n - 2) / 2 (networkx's normalisation; 0 for n < 3).
 *
 * Brandes' accumulation (J. Math. Sociol. 25, 2001, 163-177) over levels that lie one after the other in the queue. Between two levels
 * either pass goes from the side that has fewer ties, as Beamer, Asanović and Patterson's search does (SC 2012): `pull` sums a row over
 * what the other level left at its nodes, 0 elsewhere, without a branch; `push` walks the other level's rows. In a graph of small
 * diameter most nodes lie on one level, whose rows are then hardly ever read.
 *
 * Sources can be split over workers: the sum over disjoint ranges of sources is the whole.
 */

import { rowSum } from '../communities/row-sum.ts';
import { components } from '../components.ts';
import type { Graph } from '../csr-graph.ts';

/** Time for a tie of `push` in ties of `pull`. */
const PUSH = 3;

/** [N] normalised betweenness; unweighted, edges count 1. */
export function betweenness(graph: Graph): Float64Array {
  return normalise(betweennessFrom(graph, 0, graph.n));
}

/**
 * [N] raw dependency sums over the sources `from` … `to` - 1. Each pair is counted from both its ends.
 * `distanceSums` [N], where given, receives each source's sum of distances, which the search has at hand.
 */
export function betweennessFrom(graph: Graph, from: number, to: number, distanceSums?: Float64Array): Float64Array {
  const { n, offsets, targets } = graph;
  if (!(from >= 0 && to <= n && from <= to))
    throw new RangeError(`betweenness: sources ${from} to ${to}, expected within 0 to ${n}`);
  const { cluster, sizes } = components(graph);
  const sums = new Float64Array(n);
  const level = new Int32Array(n).fill(-1);
  const sigma = new Float64Array(n); // number of shortest paths from the source
  const left = new Float64Array(n); // what a level leaves for the next one to pull; 0 elsewhere
  const gathered = new Float64Array(n); // what a node has from the next level; 0 where not at hand
  const queue = new Int32Array(n);
  const starts = new Int32Array(n + 1); // starts[d] is where level d begins in the queue
  const ties = new Float64Array(n + 1); // of the nodes of level d
  for (let s = from; s < to; s++) {
    queue[0] = s;
    level[s] = 0;
    sigma[s] = 1;
    const size = sizes[cluster[s] - 1];
    let tail = 1;
    let depth = 0;
    let unseen = targets.length; // ties of the nodes that no level holds
    starts[0] = 0;
    starts[1] = 1;
    ties[0] = offsets[s + 1] - offsets[s];
    while (tail < size) {
      const [first, last, next] = [starts[depth], tail, depth + 1];
      unseen -= ties[depth];
      if (n + unseen < PUSH * ties[depth]) {
        for (let q = first; q < last; q++) left[queue[q]] = sigma[queue[q]];
        for (let w = 0; w < n; w++) {
          if (level[w] >= 0) continue;
          const paths = rowSum(targets, left, offsets[w], offsets[w + 1]);
          if (paths === 0) continue;
          level[w] = next;
          sigma[w] = paths;
          queue[tail++] = w;
        }
        for (let q = first; q < last; q++) left[queue[q]] = 0;
      } else {
        for (let q = first; q < last; q++) {
          const v = queue[q];
          const paths = sigma[v];
          for (let k = offsets[v], end = offsets[v + 1]; k < end; k++) {
            const w = targets[k];
            if (level[w] < 0) {
              level[w] = next;
              sigma[w] = paths;
              queue[tail++] = w;
            } else if (level[w] === next) sigma[w] += paths;
          }
        }
      }
      depth = next;
      starts[depth + 1] = tail;
      ties[depth] = 0;
      for (let q = last; q < tail; q++) ties[depth] += offsets[queue[q] + 1] - offsets[queue[q]];
    }
    if (distanceSums !== undefined) {
      distanceSums[s] = 0;
      for (let d = 1; d <= depth; d++) distanceSums[s] += d * (starts[d + 1] - starts[d]);
    }
    for (let d = depth; d >= 1; d--) {
      // `left` holds (1 + δ) / σ on level d + 1 and 0 elsewhere; what a node of level d gathers of it is δ / σ.
      const [first, last, end] = [starts[d], starts[d + 1], d < depth ? starts[d + 2] : starts[d + 1]];
      if (last < end && ties[d] < PUSH * ties[d + 1]) {
        for (let q = first; q < last; q++) {
          const v = queue[q];
          gathered[v] = rowSum(targets, left, offsets[v], offsets[v + 1]);
        }
      } else {
        for (let q = last; q < end; q++) {
          const w = queue[q];
          for (let k = offsets[w]; k < offsets[w + 1]; k++)
            if (level[targets[k]] === d) gathered[targets[k]] += left[w];
        }
      }
      for (let q = last; q < end; q++) left[queue[q]] = 0;
      for (let q = first; q < last; q++) {
        const v = queue[q];
        sums[v] += sigma[v] * gathered[v];
        left[v] = 1 / sigma[v] + gathered[v];
        gathered[v] = 0;
        level[v] = -1;
      }
    }
    for (let q = 1; q < starts[Math.min(2, depth + 1)]; q++) left[queue[q]] = 0;
    level[s] = -1;
  }
  return sums;
}

/** From raw sums over all sources to networkx's scale. */
export function normalise(sums: Float64Array): Float64Array {
  const n = sums.length;
  const scale = n < 3 ? 0 : 1 / ((n - 1) * (n - 2));
  return sums.map((sum) => sum * scale);
}
