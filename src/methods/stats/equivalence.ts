/**
 * An estimate with its bootstrap draws as an interval, and whether that interval shows the absence of an effect.
 *
 *   low, high      2.5 % and 97.5 % quantiles of the draws (percentile interval)
 *   error          standard deviation of the draws
 *   pEquivalence   two one-sided tests (Schuirmann 1987, https://doi.org/10.1007/BF01068419) of |effect| ≥ bound:
 *                  max( P(Z ≥ (estimate + bound)/error), P(Z ≥ (bound − estimate)/error) ), Z standard normal
 *   equivalent     the interval lies inside ±bound: the stricter form, at 0.025 on each side
 *
 * Draws that are NaN (a resample without one of the groups) are left out; with fewer than half of them left there is no interval.
 */

import { quantile } from './ranks.ts';
import { normalUpper } from './tails/tails.ts';

export interface Interval {
  readonly estimate: number;
  /** NaN where there is no interval, as are `error` and `pEquivalence`. */
  readonly low: number;
  readonly high: number;
  readonly error: number;
  readonly bound: number;
  readonly pEquivalence: number;
  readonly equivalent: boolean;
}

/** @param bound smallest effect of interest in the estimate's own units, above 0; NaN where none is meant */
export function intervalOf(estimate: number, draws: ArrayLike<number>, bound: number): Interval {
  if (bound <= 0) throw new RangeError(`intervalOf: bound ${bound}, expected a number above 0`);
  const defined = Array.from(draws).filter((value) => !Number.isNaN(value));
  if (Number.isNaN(estimate) || defined.length < 2 || defined.length * 2 < draws.length) {
    const none = Number.NaN;
    return { estimate, low: none, high: none, error: none, bound, pEquivalence: none, equivalent: false };
  }
  const mean = defined.reduce((sum, value) => sum + value, 0) / defined.length;
  const error = Math.sqrt(defined.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (defined.length - 1));
  const [low, high] = [quantile(defined, 0.025), quantile(defined, 0.975)];
  return {
    estimate,
    low,
    high,
    error,
    bound,
    pEquivalence: tost(estimate, error, bound),
    equivalent: low > -bound && high < bound,
  };
}

function tost(estimate: number, error: number, bound: number): number {
  if (Number.isNaN(bound)) return Number.NaN;
  if (error === 0) return Math.abs(estimate) < bound ? 0 : 1;
  return Math.max(normalUpper((bound + estimate) / error), normalUpper((bound - estimate) / error));
}
