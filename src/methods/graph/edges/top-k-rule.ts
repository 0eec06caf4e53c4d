/**
 * Nearest neighbours: a pair is kept when it is among the k strongest of either of its ends. Strength is |r|; at equal
 * strength the pair listed first goes first. No node loses all its ties, so weakly tied parts stay visible.
 */
import type { NodePairs } from '../pair-graph.ts';

/** Indices of kept pairs, ascending, out of `kept` (ascending). */
export function topKRule(n: number, pairs: NodePairs, kept: Int32Array, k: number): Int32Array {
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`topKRule: k ${k}, expected a whole number of at least 1`);
  const order = kept.slice().sort((x, y) => Math.abs(pairs.r[y]) - Math.abs(pairs.r[x]) || x - y);
  const taken = new Int32Array(n);
  return order
    .filter((pair) => {
      const [rankA, rankB] = [taken[pairs.a[pair]]++, taken[pairs.b[pair]]++];
      return rankA < k || rankB < k;
    })
    .sort();
}
