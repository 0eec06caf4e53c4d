/**
 * The rules by which pairs become edges; select-edges.ts applies them in turn.
 *
 * The threshold rule: a pair is an edge when |r| (sign `absolute`) or r (sign `positive`) is over the threshold.
 * `strict` means >, otherwise ≥. The sign of r is kept beside the edge; its weight in a graph is |r|.
 * The study's text says ≥, its code |r| > 0.7.
 */

import type { NodePairs } from '../pair-graph.ts';
import { UnionFind } from '../union-find.ts';

export interface EdgeRule {
  /** Between 0 and 1. */
  readonly threshold: number;
  readonly strict: boolean;
  readonly sign: 'absolute' | 'positive';
}

/** Indices of the pairs that are edges, ascending. `r` [pairs]; a value that is not finite is refused, since NaN would pass or fail by accident. */
export function edgesByRule(r: Float64Array, rule: EdgeRule): Int32Array {
  const { threshold, strict, sign } = rule;
  if (!(threshold >= 0 && threshold <= 1)) throw new RangeError(`edgesByRule: threshold ${threshold}, expected 0 to 1`);
  const passing: number[] = [];
  for (let k = 0; k < r.length; k++) {
    if (!Number.isFinite(r[k])) throw new RangeError(`edgesByRule: r ${r[k]} of pair ${k}, expected a finite number`);
    const value = sign === 'absolute' ? Math.abs(r[k]) : r[k];
    if (strict ? value > threshold : value >= threshold) passing.push(k);
  }
  return Int32Array.from(passing);
}

/**
 * Percolation to a target: add pairs by descending strength until the largest component has at least `target` nodes, and
 * keep every pair as strong as the last one added. The threshold is thus the highest that reaches the target
 * (sae_cooccurrence searches for it by bisection). Where all pairs together do not reach it, all are kept.
 *
 * Indices of passing pairs, ascending, out of `passing` (ascending). Strength is |r|.
 */
export function giantRule(n: number, pairs: NodePairs, passing: Int32Array, target: number): Int32Array {
  if (!Number.isInteger(target) || target < 1) {
    throw new RangeError(`giantRule: target ${target}, expected a whole number of at least 1`);
  }
  const strength = (k: number): number => Math.abs(pairs.r[k]);
  const order = passing.slice().sort((x, y) => strength(y) - strength(x) || x - y);
  const sets = new UnionFind(n);
  let count = 0;
  while (count < order.length && sets.largest < target) {
    sets.union(pairs.a[order[count]], pairs.b[order[count]]);
    count++;
  }
  while (count > 0 && count < order.length && strength(order[count]) === strength(order[count - 1])) count++;
  return order.slice(0, count).sort();
}

/**
 * Nearest neighbours: a pair is kept when it is among the k strongest of either of its ends. Strength is |r|; at equal
 * strength the pair listed first goes first. No node loses all its ties, so weakly tied parts stay visible.
 *
 * Indices of passing pairs, ascending, out of `passing` (ascending).
 */
export function topKRule(n: number, pairs: NodePairs, passing: Int32Array, k: number): Int32Array {
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`topKRule: k ${k}, expected a whole number of at least 1`);
  const order = passing.slice().sort((x, y) => Math.abs(pairs.r[y]) - Math.abs(pairs.r[x]) || x - y);
  const taken = new Int32Array(n);
  return order
    .filter((pair) => {
      const [rankA, rankB] = [taken[pairs.a[pair]]++, taken[pairs.b[pair]]++];
      return rankA < k || rankB < k;
    })
    .sort();
}

/**
 * Disparity filter (Serrano, Boguñá, Vespignani, PNAS 106, 6483, 2009): a pair is kept when its strength is more than a
 * node would give it by spreading its total strength s over its k ties at random, (1 - |r| / s)^(k - 1) < level, for at
 * least one of its ends. A node with one tie says nothing about it. Degrees and strengths are those among `passing`.
 *
 * Indices of passing pairs, ascending, out of `passing` (ascending).
 */
export function disparityRule(n: number, pairs: NodePairs, passing: Int32Array, level: number): Int32Array {
  if (!(level > 0 && level < 1)) throw new RangeError(`disparityRule: level ${level}, expected between 0 and 1`);
  const degree = new Int32Array(n);
  const strength = new Float64Array(n);
  for (const pair of passing) {
    for (const end of [pairs.a[pair], pairs.b[pair]]) {
      degree[end]++;
      strength[end] += Math.abs(pairs.r[pair]);
    }
  }
  const stands = (pair: number, end: number): boolean =>
    degree[end] > 1 && (1 - Math.abs(pairs.r[pair]) / strength[end]) ** (degree[end] - 1) < level;
  return passing.filter((pair) => stands(pair, pairs.a[pair]) || stands(pair, pairs.b[pair]));
}
