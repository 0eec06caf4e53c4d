/**
 * R² of a multiple linear regression on points it has not seen, each left out once:
 * R²cv = 1 − Σ (y_i − ŷ_(−i))² / Σ (y_i − ȳ_(−i))². No refitting: y_i − ŷ_(−i) = e_i / (1 − h_i) (Allen's PRESS), and for the mean
 * alone (y_i − ȳ) n / (n − 1). At most 1; negative where the model predicts worse than the mean. No randomness.
 *
 * The incremental value of a predictor is what R²cv gains when it joins the base predictors. A predictor that lies in the span
 * of those before it changes nothing and gains exactly 0.
 */
import { basisOf } from '../basis.ts';
import { isFloat32Constant } from '../float32-constant.ts';
import { mean } from '../groups/groups.ts';

interface CrossValidated {
  readonly rSquared: number;
  /** Independent predictors, without the intercept. */
  readonly predictors: number;
  readonly reason: string | null;
}

export function crossValidatedR2(y: ArrayLike<number>, predictors: readonly ArrayLike<number>[]): CrossValidated {
  const n = y.length;
  const outcome = Float64Array.from(y);
  if (!outcome.every(Number.isFinite))
    throw new RangeError('crossValidatedR2: outcome is not finite, expected finite numbers');
  const { vectors } = basisOf(n, [new Float64Array(n).fill(1), ...predictors.map(standardised)]);
  const count = vectors.length - 1;
  if (n < count + 3)
    return { rSquared: Number.NaN, predictors: count, reason: 'fewer than two points more than coefficients' };
  const centre = n === 0 ? 0 : mean(outcome);
  const residuals = outcome.map((value) => value - centre);
  const total = residuals.reduce((sum, value) => sum + ((value * n) / (n - 1)) ** 2, 0);
  if (total === 0) return { rSquared: Number.NaN, predictors: count, reason: 'the outcome is constant' };
  const leverages = new Float64Array(n);
  for (const direction of vectors) {
    let along = 0;
    for (let i = 0; i < n; i++) along += direction[i] * residuals[i];
    for (let i = 0; i < n; i++) {
      residuals[i] -= along * direction[i];
      leverages[i] += direction[i] ** 2;
    }
  }
  if (leverages.some((h) => 1 - h < 1e-10))
    return { rSquared: Number.NaN, predictors: count, reason: 'a point has leverage 1' };
  const press = residuals.reduce((sum, value, i) => sum + (value / (1 - leverages[i])) ** 2, 0);
  return { rSquared: 1 - press / total, predictors: count, reason: null };
}

/** What `predictor` adds to the cross-validated R² of `base`. */
export function incrementalR2(
  y: ArrayLike<number>,
  base: readonly ArrayLike<number>[],
  predictor: ArrayLike<number>,
): { readonly base: number; readonly gain: number; readonly reason: string | null } {
  const without = crossValidatedR2(y, base);
  const joined = crossValidatedR2(y, [...base, predictor]);
  return { base: without.rSquared, gain: joined.rSquared - without.rSquared, reason: without.reason ?? joined.reason };
}

/** Centred and scaled to a largest deviation of 1, so that dependence is judged alike for every unit. */
function standardised(values: ArrayLike<number>): Float64Array {
  const centre = mean(values);
  const centred = Float64Array.from(values, (value) => value - centre);
  const largest = centred.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  // Norms of unit rows differ by float32 rounding, which predicts nothing.
  if (isFloat32Constant(values)) return centred.fill(0);
  return largest === 0 ? centred : centred.map((value) => value / largest);
}
