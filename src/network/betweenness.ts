/**
 * Betweenness centrality: the share of shortest paths between other nodes that pass through a node,
 *   b(v) = Σ_{s<t} σ_st(v) / σ_st, divided by (n - 1)(n - 2) / 2 (networkx's normalisation; 0 for n < 3).
 *
 * Brandes' accumulation (J. Math. Sociol. 25, 2001, 163-177), arranged for speed on graphs of small diameter: levels lie
 * one after the other in the queue, and both passes walk the rows of all levels but the last. The backward pass pulls:
 * `pending` holds (1 + δ(w)) / σ(w) for the nodes of the next level and 0 elsewhere, so its inner loop has no branch.
 *
 * Sources can be split over workers: the sum over disjoint ranges of sources is the whole.
 */
import { components } from './components.ts';
import type { Graph } from './graph.ts';

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
  const sigma = new Float64Array(n);
  const pending = new Float64Array(n);
  const found = new Float64Array(n);
  const queue = new Int32Array(n);
  const starts = new Int32Array(n + 1); // starts[d] is where level d begins in the queue
  for (let s = from; s < to; s++) {
    queue[0] = s;
    level[s] = 0;
    sigma[s] = 1;
    const size = sizes[cluster[s] - 1];
    let tail = 1;
    let depth = 0;
    starts[0] = 0;
    starts[1] = 1;
    while (tail < size) {
      const [first, last, next] = [starts[depth], tail, depth + 1];
      let entries = 0;
      for (let q = first; q < last; q++) entries += offsets[queue[q] + 1] - offsets[queue[q]];
      if (entries >= n) {
        // Many entries: add without looking, then pick out what was new. `found` is zero before and after.
        for (let q = first; q < last; q++) {
          const v = queue[q];
          const paths = sigma[v];
          for (let k = offsets[v], end = offsets[v + 1]; k < end; k++) found[targets[k]] += paths;
        }
        for (let w = 0; w < n; w++) {
          if (found[w] > 0 && level[w] < 0) {
            level[w] = next;
            sigma[w] = found[w];
            queue[tail++] = w;
          }
        }
        found.fill(0);
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
    }
    if (distanceSums !== undefined) {
      distanceSums[s] = 0;
      for (let d = 1; d <= depth; d++) distanceSums[s] += d * (starts[d + 1] - starts[d]);
    }
    for (let d = depth; d >= 1; d--) {
      // Here `pending` is zero except on level d + 1.
      for (let q = starts[d]; q < starts[d + 1]; q++) {
        const v = queue[q];
        let sum = 0;
        if (d < depth) for (let k = offsets[v], end = offsets[v + 1]; k < end; k++) sum += pending[targets[k]];
        level[v] = -1;
        sums[v] += sigma[v] * sum;
        sigma[v] = 1 / sigma[v] + sum; // (1 + δ) / σ with δ = σ · sum
      }
      if (d < depth) for (let q = starts[d + 1]; q < starts[d + 2]; q++) pending[queue[q]] = 0;
      for (let q = starts[d]; q < starts[d + 1]; q++) pending[queue[q]] = sigma[queue[q]];
    }
    for (let q = 1; q < starts[Math.min(2, depth + 1)]; q++) pending[queue[q]] = 0;
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
