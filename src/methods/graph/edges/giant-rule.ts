/**
 * Percolation to a target: add pairs by descending strength until the largest component has at least `target` nodes, and
 * keep every pair as strong as the last one added. The threshold is thus the highest that reaches the target
 * (sae_cooccurrence searches for it by bisection). Where all pairs together do not reach it, all are kept.
 */
import type { NodePairs } from '../pair-graph.ts';
import { UnionFind } from '../union-find.ts';

/** Indices of kept pairs, ascending, out of `kept` (ascending). Strength is |r|. */
export function giantRule(n: number, pairs: NodePairs, kept: Int32Array, target: number): Int32Array {
  if (!Number.isInteger(target) || target < 1) {
    throw new RangeError(`giantRule: target ${target}, expected a whole number of at least 1`);
  }
  const strength = (k: number): number => Math.abs(pairs.r[k]);
  const order = kept.slice().sort((x, y) => strength(y) - strength(x) || x - y);
  const sets = new UnionFind(n);
  let count = 0;
  while (count < order.length && sets.largest < target) {
    sets.union(pairs.a[order[count]], pairs.b[order[count]]);
    count++;
  }
  while (count > 0 && count < order.length && strength(order[count]) === strength(order[count - 1])) count++;
  return order.slice(0, count).sort();
}
