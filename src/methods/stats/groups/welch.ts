/**
 * Welch's one-way test: compares means without assuming equal variances (Welch 1951).
 * w_j = n_j / s_j², W = Σ w_j, x̃ = Σ w_j x̄_j / W, Λ = Σ (1 − w_j/W)² / (n_j − 1);
 * F = [Σ w_j (x̄_j − x̃)² / (k − 1)] / [1 + 2 (k − 2) Λ / (k² − 1)] with k − 1 and (k² − 1) / (3 Λ) degrees of freedom.
 *
 * Needs a variance in every group: a group of one member or of equal values leaves the test undefined, and `reason` says so.
 */
import { fTail } from '../tails/f-tail.ts';
import { groupSums } from './groups.ts';

export interface Welch {
  readonly f: number;
  readonly dfBetween: number;
  readonly dfWithin: number;
  readonly p: number;
  readonly reason: string | null;
}

export function welch(groups: readonly ArrayLike<number>[]): Welch {
  const k = groups.length;
  if (k < 2) return { ...ABSENT, reason: 'fewer than two groups' };
  const { sizes, means, deviations } = groupSums(groups);
  if (sizes.includes(1)) return { ...ABSENT, reason: 'a group has one member and so no variance' };
  const variances = deviations.map((squares, j) => squares / (sizes[j] - 1));
  if (variances.some((variance, j) => variance <= (4 * Number.EPSILON * means[j]) ** 2))
    return { ...ABSENT, reason: 'a group has no variance' };
  const weights = variances.map((variance, j) => sizes[j] / variance);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const origin = means[0];
  const centre = origin + means.reduce((sum, mean, j) => sum + weights[j] * (mean - origin), 0) / total;
  const lambda = weights.reduce((sum, weight, j) => sum + (1 - weight / total) ** 2 / (sizes[j] - 1), 0);
  const between = means.reduce((sum, mean, j) => sum + weights[j] * (mean - centre) ** 2, 0) / (k - 1);
  const f = between / (1 + (2 * (k - 2) * lambda) / (k * k - 1));
  const dfWithin = (k * k - 1) / (3 * lambda);
  return { f, dfBetween: k - 1, dfWithin, p: fTail(f, k - 1, dfWithin), reason: null };
}

const ABSENT = { f: Number.NaN, dfBetween: Number.NaN, dfWithin: Number.NaN, p: Number.NaN };
