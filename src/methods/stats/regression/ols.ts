/**
 * Simple linear regression y = a + b x by ordinary least squares.
 * b = Sxy / Sxx, a = ȳ − b x̄, s² = SSE / (n − 2), se(b) = s / √Sxx, se(a) = s √(1/n + x̄²/Sxx),
 * R² = 1 − SSE / Syy; t = b / se(b), p its two-sided tail. SSE is summed from the residuals, so a near-perfect fit keeps its digits
 * (a perfect one has t infinite and p 0).
 *
 * Absent numbers are NaN with a reason: fewer than three points, a constant predictor, a constant outcome (then b = 0 and
 * R² does not exist).
 */
import { CONSTANT_TOLERANCE } from '../correlation/columns.ts';
import { mean, squaresAround } from '../groups/groups.ts';
import { tTwoSided } from '../tails/tails.ts';

interface Regression {
  readonly n: number;
  readonly slope: number;
  readonly intercept: number;
  readonly slopeError: number;
  readonly interceptError: number;
  readonly t: number;
  readonly p: number;
  readonly rSquared: number;
  readonly reason: string | null;
}

export function ols(x: ArrayLike<number>, y: ArrayLike<number>): Regression {
  const n = x.length;
  if (y.length !== n) throw new RangeError(`ols: ${n} predictors and ${y.length} outcomes, expected as many of both`);
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(x[i]) || !Number.isFinite(y[i]))
      throw new RangeError(`ols: point ${i} is (${x[i]}, ${y[i]}), expected finite numbers`);
  }
  if (n < 3) return { ...ABSENT, n, reason: 'fewer than three points' };
  const meanX = mean(x);
  const meanY = mean(y);
  const sxx = squaresAround(x, meanX);
  const syy = squaresAround(y, meanY);
  if (isConstant(sxx, meanX, n)) return { ...ABSENT, n, reason: 'the predictor is constant' };
  if (isConstant(syy, meanY, n)) return { ...ABSENT, n, slope: 0, intercept: meanY, reason: 'the outcome is constant' };
  let sxy = 0;
  for (let i = 0; i < n; i++) sxy += (x[i] - meanX) * (y[i] - meanY);
  const slope = sxy / sxx;
  const intercept = meanY - slope * meanX;
  let sse = 0;
  for (let i = 0; i < n; i++) sse += (y[i] - meanY - slope * (x[i] - meanX)) ** 2;
  const variance = sse / (n - 2);
  const slopeError = Math.sqrt(variance / sxx);
  const t = slope / slopeError;
  return {
    n,
    slope,
    intercept,
    slopeError,
    interceptError: Math.sqrt(variance * (1 / n + (meanX * meanX) / sxx)),
    t,
    p: tTwoSided(t, n - 2),
    rSquared: Math.max(0, 1 - sse / syy),
    reason: null,
  };
}

const ABSENT: Omit<Regression, 'n' | 'reason'> = {
  slope: Number.NaN,
  intercept: Number.NaN,
  slopeError: Number.NaN,
  interceptError: Number.NaN,
  t: Number.NaN,
  p: Number.NaN,
  rSquared: Number.NaN,
};

function isConstant(squares: number, centre: number, n: number): boolean {
  return Math.sqrt(squares) <= CONSTANT_TOLERANCE * Math.abs(centre) * Math.sqrt(n);
}
