/**
 * Tukey's honestly significant difference, with the Tukey-Kramer standard error for groups of unequal size: after an ANOVA, which
 * pairs of means differ? q_ij = |x̄_i − x̄_j| / √(MSW / 2 · (1/n_i + 1/n_j)); its studentised-range tail is adjusted already
 * for all pairs.
 */

import { studentizedRangeTail } from '../tails/studentized-range.ts';
import { groupSums } from './groups.ts';

export interface PairTest {
  /** Indices of the groups, a < b. */
  readonly a: number;
  readonly b: number;
  /** Mean of a minus mean of b. */
  readonly difference: number;
  readonly statistic: number;
  /** Adjusted for all pairs. */
  readonly p: number;
}

export interface PairTests {
  readonly pairs: readonly PairTest[];
  readonly reason: string | null;
}

export function tukey(groups: readonly ArrayLike<number>[]): PairTests {
  if (groups.length < 2) return { pairs: [], reason: 'fewer than two groups' };
  const { sizes, means, n, ssWithin } = groupSums(groups);
  const df = n - groups.length;
  if (df === 0) return { pairs: [], reason: 'every group has one member' };
  if (ssWithin === 0) return { pairs: [], reason: 'no variance within the groups' };
  const variance = ssWithin / df;
  const pairs: PairTest[] = [];
  for (let a = 0; a < groups.length; a++) {
    for (let b = a + 1; b < groups.length; b++) {
      const difference = means[a] - means[b];
      const statistic = Math.abs(difference) / Math.sqrt((variance / 2) * (1 / sizes[a] + 1 / sizes[b]));
      pairs.push({ a, b, difference, statistic, p: studentizedRangeTail(statistic, groups.length, df) });
    }
  }
  return { pairs, reason: null };
}
