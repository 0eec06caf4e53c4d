/**
 * Tails of the standard normal distribution through the incomplete gamma function: P(|Z| ≥ |z|) = Q(1/2, z²/2).
 * Computed as tails, so that they do not vanish below 1e-16. Abramowitz & Stegun 26.2.29 with 6.5.17.
 */
import gammainc from '@stdlib/math-base-special-gammainc';

export function normalTwoSided(z: number): number {
  if (Number.isNaN(z)) throw new RangeError('normalTwoSided: z NaN, expected a number');
  const half = (z * z) / 2;
  return half === Number.POSITIVE_INFINITY ? 0 : gammainc(half, 0.5, true, true);
}

/** P(Z ≥ z). */
export function normalUpper(z: number): number {
  const half = normalTwoSided(z) / 2;
  return z >= 0 ? half : 1 - half;
}
