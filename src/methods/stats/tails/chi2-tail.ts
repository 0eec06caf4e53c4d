/**
 * Upper tail of the chi-square distribution: Q(df/2, x/2), the regularised upper incomplete gamma function, computed as a
 * tail because 1 − cdf is 0 below 1e-16. Abramowitz & Stegun 26.4.19.
 */
import gammainc from '@stdlib/math-base-special-gammainc';

export function chi2Tail(x: number, df: number): number {
  if (!(x >= 0)) throw new RangeError(`chi2Tail: x ${x}, expected a number of at least 0`);
  if (!(df > 0)) throw new RangeError(`chi2Tail: ${df} degrees of freedom, expected a positive number`);
  return x === Number.POSITIVE_INFINITY ? 0 : gammainc(x / 2, df / 2, true, true);
}
