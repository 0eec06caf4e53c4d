/**
 * Standard error of a regression slope that does not assume equal variances: HC3 of MacKinnon & White (1985),
 * se² = Σ [(x_i − x̄) e_i / (1 − h_i)]² / Sxx², with e the residuals and h the leverages. t and p with n − 2 degrees of freedom
 * (Long & Ervin 2000 recommend HC3 below 250 points).
 *
 * Undefined, with a reason, where a point has leverage 1 (its residual is zero whatever its outcome) and where `ols` is.
 */

import { mean, squaresAround } from '../groups/groups.ts';
import { tTwoSided } from '../tails/tails.ts';
import { ols } from './ols.ts';

interface RobustSlope {
  /** In units of y over units of x. */
  readonly slopeError: number;
  /** Slope over its error. */
  readonly t: number;
  /** Two-sided, n − 2 degrees of freedom. */
  readonly p: number;
  /** Why the numbers are NaN, or null. */
  readonly reason: string | null;
}

export function hc3(x: ArrayLike<number>, y: ArrayLike<number>): RobustSlope {
  const fit = ols(x, y);
  if (fit.reason !== null) return { ...ABSENT, reason: fit.reason };
  const h = leverage(x);
  if (h.some((value) => 1 - value < 1e-12)) return { ...ABSENT, reason: 'a point has leverage 1' };
  const meanX = mean(x);
  const meanY = mean(y);
  const sxx = squaresAround(x, meanX);
  let meat = 0;
  for (let i = 0; i < x.length; i++) {
    const residual = y[i] - meanY - fit.slope * (x[i] - meanX);
    meat += (((x[i] - meanX) / sxx) * (residual / (1 - h[i]))) ** 2;
  }
  const slopeError = Math.sqrt(meat);
  const t = fit.slope / slopeError;
  return { slopeError, t, p: tTwoSided(t, x.length - 2), reason: null };
}

const ABSENT = { slopeError: Number.NaN, t: Number.NaN, p: Number.NaN };

/**
 * Leverage of each point of a simple regression: h_i = 1/n + (x_i − x̄)² / Sxx. They sum to 2; a point near 1 fits itself, and
 * its outcome alone decides the slope.
 */
export function leverage(x: ArrayLike<number>): Float64Array {
  const n = x.length;
  if (n < 2) throw new RangeError(`leverage: ${n} points, expected at least 2`);
  const centre = mean(x);
  const sxx = squaresAround(x, centre);
  if (!(sxx > 0))
    throw new RangeError(`leverage: predictor with sum of squares ${sxx}, expected one that varies and is finite`);
  return Float64Array.from(x, (value) => 1 / n + (value - centre) ** 2 / sxx);
}
