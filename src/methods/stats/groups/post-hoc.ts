/** Which pairs of groups differ: Tukey's test of means and Dunn's test of mean ranks, each and both in one shape. */

import { adjust } from '../adjust.ts';
import { studentizedRangeTail } from '../tails/studentized-range.ts';
import { normalTwoSided } from '../tails/tails.ts';
import { groupSums } from './groups.ts';
import { rankGroups } from './kruskal.ts';

interface PairTest {
  /** Indices of the groups, a < b. */
  readonly a: number;
  readonly b: number;
  /** Mean of a minus mean of b. */
  readonly difference: number;
  readonly statistic: number;
  /** Adjusted for all pairs. */
  readonly p: number;
}

interface PairTests {
  readonly pairs: readonly PairTest[];
  readonly reason: string | null;
}

/**
 * Tukey's honestly significant difference, with the Tukey-Kramer standard error for groups of unequal size: after an ANOVA, which
 * pairs of means differ? q_ij = |x̄_i − x̄_j| / √(MSW / 2 · (1/n_i + 1/n_j)); its studentised-range tail is adjusted already
 * for all pairs.
 */
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

/**
 * Dunn's test: after Kruskal-Wallis, which pairs of groups differ in mean rank (Dunn 1964)? With R̄ the mean rank among all N,
 * z_ij = (R̄_i − R̄_j) / √([N(N + 1)/12 − Σ(t³ − t) / (12 (N − 1))] (1/n_i + 1/n_j)), two-sided normal p, Holm over the pairs.
 */
export function dunn(groups: readonly ArrayLike<number>[]): PairTests {
  if (groups.length < 2) return { pairs: [], reason: 'fewer than two groups' };
  const { groups: ranked, ties } = rankGroups(groups);
  const { sizes, means, n } = groupSums(ranked);
  const variance = (n * (n + 1)) / 12 - ties / (12 * (n - 1));
  if (!(variance > 0)) return { pairs: [], reason: 'all values are equal' };
  const pairs: PairTest[] = [];
  for (let a = 0; a < groups.length; a++) {
    for (let b = a + 1; b < groups.length; b++) {
      const difference = means[a] - means[b];
      const statistic = difference / Math.sqrt(variance * (1 / sizes[a] + 1 / sizes[b]));
      pairs.push({ a, b, difference, statistic, p: normalTwoSided(statistic) });
    }
  }
  const adjusted = adjust(
    pairs.map((pair) => pair.p),
    'holm',
  );
  return { pairs: pairs.map((pair, index) => ({ ...pair, p: adjusted[index] })), reason: null };
}

interface PostHoc extends PairTest {
  readonly test: 'tukey' | 'dunn';
  /** What made `p` hold for all pairs together. */
  readonly adjustment: 'tukey' | 'holm';
}

/** Both tests. An undefined one gives no pairs. */
export function postHoc(groups: readonly ArrayLike<number>[]): PostHoc[] {
  return [
    ...tukey(groups).pairs.map((pair) => ({ ...pair, test: 'tukey' as const, adjustment: 'tukey' as const })),
    ...dunn(groups).pairs.map((pair) => ({ ...pair, test: 'dunn' as const, adjustment: 'holm' as const })),
  ];
}
