/**
 * One-way analysis of variance: F = (SSB / (k − 1)) / (SSW / (N − k)), p its upper tail, η² = SSB / (SSB + SSW).
 *
 * Where a number does not exist it is NaN and `reason` says why: fewer than two groups, no degrees of freedom within, or no
 * variance within. A group of one member is allowed, as in scipy's f_oneway: it adds nothing to the variance within, and
 * `reason` says so while the numbers stand.
 */
import { fTail } from '../tails/f-tail.ts';
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
