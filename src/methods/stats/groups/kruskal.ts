/**
 * Kruskal-Wallis test: do the groups differ in mean rank? H = (N − 1) SSB / SST of the ranks of all values together, which is
 * the usual formula with its correction for ties; p is its chi-square upper tail with k − 1 degrees of freedom.
 * The effect size is H / (N − 1), η² of the ranks (also called ε²).
 */

import { rank } from '../ranks.ts';
import { chi2Tail } from '../tails/tails.ts';
import { groupSums } from './groups.ts';

export interface Kruskal {
  readonly h: number;
  readonly df: number;
  readonly p: number;
  /** SSB / SST of the ranks. */
  readonly etaSquared: number;
  readonly reason: string | null;
}

export function kruskal(groups: readonly ArrayLike<number>[]): Kruskal {
  if (groups.length < 2) return { ...ABSENT, df: Number.NaN, reason: 'fewer than two groups' };
  const { ssBetween, ssWithin, n } = groupSums(rankGroups(groups).groups);
  const df = groups.length - 1;
  if (ssBetween + ssWithin === 0) return { ...ABSENT, df, reason: 'all values are equal' };
  const etaSquared = ssBetween / (ssBetween + ssWithin);
  const h = (n - 1) * etaSquared;
  return { h, df, p: chi2Tail(h, df), etaSquared, reason: null };
}

/** Each value replaced by its rank among all of them, and the tie term of `rank`. */
export function rankGroups(groups: readonly ArrayLike<number>[]): { groups: Float64Array[]; ties: number } {
  const { ranks, ties } = rank(groups.flatMap((group) => Array.from(group)));
  let start = 0;
  const ranked = groups.map((group) => {
    start += group.length;
    return ranks.slice(start - group.length, start);
  });
  return { groups: ranked, ties };
}

const ABSENT = { h: Number.NaN, p: Number.NaN, etaSquared: Number.NaN };
