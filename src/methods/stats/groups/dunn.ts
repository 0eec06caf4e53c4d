/**
 * Dunn's test: after Kruskal-Wallis, which pairs of groups differ in mean rank (Dunn 1964)? With R̄ the mean rank among all N,
 * z_ij = (R̄_i − R̄_j) / √([N(N + 1)/12 − Σ(t³ − t) / (12 (N − 1))] (1/n_i + 1/n_j)), two-sided normal p, Holm over the pairs.
 */
import { adjust } from '../adjust.ts';
import { normalTwoSided } from '../tails/normal-tail.ts';
import { groupSums } from './groups.ts';
import { rankGroups } from './kruskal.ts';
import type { PairTest, PairTests } from './tukey.ts';

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
