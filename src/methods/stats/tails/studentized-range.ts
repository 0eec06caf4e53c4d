/**
 * Upper tail of the studentised range: P(Q ≥ q) for the range of k normal means over an independent standard deviation with
 * ν degrees of freedom,
 *
 *   P(Q ≥ q) = ∫ f_ν(s) [1 − W(q s)] ds,   W(w) = k ∫ φ(z) [Φ(z) − Φ(z − w)]^{k−1} dz,
 *
 * where s has the density of √(χ²_ν / ν). Both integrals are trapezoid sums, the outer one over x = ln s: for smooth integrands
 * that die off at both ends the trapezoid rule converges exponentially, so the steps below leave about 1e-12, absolute
 * (two groups have a closed form, P(Q ≥ q) = P(|T_ν| ≥ q/√2), which the tests hold it to).
 */
import gammaln from '@stdlib/math-base-special-gammaln';
import { normalUpper } from './tails.ts';

/** Inner grid: z from −8 to 8; φ(8) is 5e-15. */
const Z_LIMIT = 8;
const Z_STEP = 0.25;
/** Largest step of the outer grid in ln s: the integrand is analytic in a strip of half-width π/4. */
const X_STEP = 0.1;
/** Outer terms below this share of the largest are left out. */
const LEAST_DENSITY = 1e-15;

export function studentizedRangeTail(q: number, k: number, df: number): number {
  if (!(q >= 0)) throw new RangeError(`studentizedRangeTail: q ${q}, expected a number of at least 0`);
  if (!Number.isInteger(k) || k < 2)
    throw new RangeError(`studentizedRangeTail: ${k} groups, expected a whole number of at least 2`);
  if (!(df >= 1 && df < Number.POSITIVE_INFINITY))
    throw new RangeError(`studentizedRangeTail: ${df} degrees of freedom, expected a finite number of at least 1`);
  if (q === 0) return 1;
  if (q === Number.POSITIVE_INFINITY) return 0;
  const step = Math.min(X_STEP, 0.6 / Math.sqrt(2 * df));
  // Density of x = ln s: largest at x = 0.
  const logConstant = Math.log(2) + (df / 2) * Math.log(df / 2) - gammaln(df / 2);
  const density = (x: number): number => Math.exp(logConstant + df * x - (df / 2) * Math.exp(2 * x));
  const least = LEAST_DENSITY * density(0);
  let tail = density(0) * rangeTail(q, k);
  for (const direction of [-1, 1]) {
    for (let i = 1; ; i++) {
      const x = direction * i * step;
      const weight = density(x);
      if (weight < least) break;
      tail += weight * rangeTail(q * Math.exp(x), k);
    }
  }
  return Math.min(1, tail * step);
}

/** 1 − W(w): tail of the range of k standard normal values. */
function rangeTail(w: number, k: number): number {
  // Beyond this the tail is below k² · 1e-15.
  if (w > 2 * Z_LIMIT) return 0;
  let inside = 0;
  for (let z = -Z_LIMIT; z <= Z_LIMIT; z += Z_STEP) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    inside += density * (normalUpper(z - w) - upperAt(z)) ** (k - 1);
  }
  return Math.max(0, 1 - k * inside * Z_STEP);
}

const UPPER = Float64Array.from({ length: (2 * Z_LIMIT) / Z_STEP + 1 }, (_, i) => normalUpper(i * Z_STEP - Z_LIMIT));

function upperAt(z: number): number {
  return UPPER[(z + Z_LIMIT) / Z_STEP];
}
