/**
 * Disparity filter (Serrano, Boguñá, Vespignani, PNAS 106, 6483, 2009): a pair is kept when its strength is more than a
 * node would give it by spreading its total strength s over its k ties at random, (1 - |r| / s)^(k - 1) < level, for at
 * least one of its ends. A node with one tie says nothing about it. Degrees and strengths are those among `kept`.
 */
import type { NodePairs } from '../pair-graph.ts';

/** Indices of kept pairs, ascending, out of `kept` (ascending). */
export function disparityRule(n: number, pairs: NodePairs, kept: Int32Array, level: number): Int32Array {
  if (!(level > 0 && level < 1)) throw new RangeError(`disparityRule: level ${level}, expected between 0 and 1`);
  const degree = new Int32Array(n);
  const strength = new Float64Array(n);
  for (const pair of kept) {
    for (const end of [pairs.a[pair], pairs.b[pair]]) {
      degree[end]++;
      strength[end] += Math.abs(pairs.r[pair]);
    }
  }
  const stands = (pair: number, end: number): boolean =>
    degree[end] > 1 && (1 - Math.abs(pairs.r[pair]) / strength[end]) ** (degree[end] - 1) < level;
  return kept.filter((pair) => stands(pair, pairs.a[pair]) || stands(pair, pairs.b[pair]));
}
