/**
 * Do groups differ, in mean by ANOVA and by Welch's test, in spread by Levene's?
 *
 * One-way analysis of variance: F = (SSB / (k − 1)) / (SSW / (N − k)), p its upper tail, η² = SSB / (SSB + SSW).
 *
 * Where a number does not exist it is NaN and `reason` says why: fewer than two groups, no degrees of freedom within, or no
 * variance within. A group of one member is allowed, as in scipy's f_oneway: it adds nothing to the variance within, and
 * `reason` says so while the numbers stand.
 */

import { quantile } from '../ranks.ts';
import { fTail } from '../tails/tails.ts';
import { groupSums } from './groups.ts';

export interface Anova {
  readonly f: number;
  readonly dfBetween: number;
  readonly dfWithin: number;
  readonly p: number;
  readonly etaSquared: number;
  /** Why a number is absent, or how to read the ones that are there; null when there is nothing to say. */
  readonly reason: string | null;
}

export function anova(groups: readonly ArrayLike<number>[]): Anova {
  if (groups.length < 2) return absent(Number.NaN, Number.NaN, 'fewer than two groups');
  const { sizes, n, ssBetween, ssWithin, means } = groupSums(groups);
  const dfBetween = groups.length - 1;
  const dfWithin = n - groups.length;
  if (dfWithin === 0) return absent(dfBetween, dfWithin, 'every group has one member');
  // Deviations below this are the rounding of the values themselves.
  const rounding = n * (Number.EPSILON * Math.max(...means.map(Math.abs))) ** 2;
  if (ssWithin <= rounding) {
    const etaSquared = ssBetween > rounding ? 1 : Number.NaN;
    return { ...absent(dfBetween, dfWithin, 'no variance within the groups'), etaSquared };
  }
  const f = ssBetween / dfBetween / (ssWithin / dfWithin);
  const single = sizes.indexOf(1);
  return {
    f,
    dfBetween,
    dfWithin,
    p: fTail(f, dfBetween, dfWithin),
    etaSquared: ssBetween / (ssBetween + ssWithin),
    reason: single < 0 ? null : 'a group has one member and adds nothing to the variance within',
  };
}

function absent(dfBetween: number, dfWithin: number, reason: string): Anova {
  return { f: Number.NaN, dfBetween, dfWithin, p: Number.NaN, etaSquared: Number.NaN, reason };
}

/**
 * Welch's one-way test: compares means without assuming equal variances (Welch 1951).
 * w_j = n_j / s_j², W = Σ w_j, x̃ = Σ w_j x̄_j / W, Λ = Σ (1 − w_j/W)² / (n_j − 1);
 * F = [Σ w_j (x̄_j − x̃)² / (k − 1)] / [1 + 2 (k − 2) Λ / (k² − 1)] with k − 1 and (k² − 1) / (3 Λ) degrees of freedom.
 *
 * Needs a variance in every group: a group of one member or of equal values leaves the test undefined, and `reason` says so.
 */
interface Welch {
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

/**
 * Do the groups differ in spread? One-way ANOVA of the distances from each group's median (Brown & Forsythe 1974; Levene's
 * test with medians, the default of scipy and R's car). Read beside an ANOVA, whose p assumes that they do not.
 */
export function levene(groups: readonly ArrayLike<number>[]): Anova {
  return anova(
    groups.map((group, index) => {
      if (group.length === 0) throw new RangeError(`levene: group ${index} is empty, expected at least one value`);
      const median = quantile(group, 0.5);
      return Float64Array.from(group, (value) => Math.abs(value - median));
    }),
  );
}
