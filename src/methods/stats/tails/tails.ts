/** Tails of the F, Student's t, chi-square and normal distributions, and the quantile of t. */

import betainc from '@stdlib/math-base-special-betainc';
import gammainc from '@stdlib/math-base-special-gammainc';

/**
 * Upper tail of the F distribution: P(F ≥ f) = I_x(d2/2, d1/2), x = d2 / (d2 + d1·f).
 * Computed as a tail through the regularised incomplete beta, because 1 − cdf is 0 below 1e-16.
 * For small f the other argument y = 1 − x is exact where x has rounded to 1, so the tail is taken from that side.
 * Abramowitz & Stegun 26.6.2.
 *
 * `f` ≥ 0 (Infinity gives 0); both degrees of freedom positive, not necessarily whole.
 */
export function fTail(f: number, dfBetween: number, dfWithin: number): number {
  if (!(f >= 0)) throw new RangeError(`fTail: f ${f}, expected a number of at least 0`);
  if (!(dfBetween > 0 && dfWithin > 0))
    throw new RangeError(`fTail: degrees of freedom ${dfBetween}, ${dfWithin}, expected positive numbers`);
  if (f === Number.POSITIVE_INFINITY) return 0;
  // The arcsine law: the library's own shortcut for it keeps only eight digits for small f.
  if (dfBetween === 1 && dfWithin === 1) return (2 / Math.PI) * Math.atan(1 / Math.sqrt(f));
  const scaled = dfBetween * f;
  return scaled < dfWithin
    ? betainc(scaled / (dfWithin + scaled), dfBetween / 2, dfWithin / 2, true, true)
    : betainc(dfWithin / (dfWithin + scaled), dfWithin / 2, dfBetween / 2, true, false);
}

/**
 * Two-sided tail of Student's t distribution: P(|T| ≥ |t|) = P(F(1, df) ≥ t²). The upper tail alone is half of it for t ≥ 0.
 * For |t| beyond 1e150 the square overflows to infinity and the tail is 0, as it is in double precision for df ≥ 3.
 */
export function tTwoSided(t: number, df: number): number {
  if (Number.isNaN(t)) throw new RangeError('tTwoSided: t NaN, expected a number');
  return fTail(t * t, 1, df);
}

/**
 * Upper tail of the chi-square distribution: Q(df/2, x/2), the regularised upper incomplete gamma function, computed as a
 * tail because 1 − cdf is 0 below 1e-16. Abramowitz & Stegun 26.4.19.
 */
export function chi2Tail(x: number, df: number): number {
  if (!(x >= 0)) throw new RangeError(`chi2Tail: x ${x}, expected a number of at least 0`);
  if (!(df > 0)) throw new RangeError(`chi2Tail: ${df} degrees of freedom, expected a positive number`);
  return x === Number.POSITIVE_INFINITY ? 0 : gammainc(x / 2, df / 2, true, true);
}

/**
 * Tails of the standard normal distribution through the incomplete gamma function: P(|Z| ≥ |z|) = Q(1/2, z²/2).
 * Computed as tails, so that they do not vanish below 1e-16. Abramowitz & Stegun 26.2.29 with 6.5.17.
 */
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

/** The t beyond which Student's distribution has `share` in both tails together: half-width of an interval in standard errors. */
export function tQuantile(share: number, df: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`tQuantile: share ${share}, expected a number between 0 and 1`);
  let high = 1;
  while (tTwoSided(high, df) > share) high *= 2;
  return bisect((t) => tTwoSided(t, df) - share, 0, high);
}

/**
 * Root of a monotone function by bisection, to the last bit: at most about 1,100 halvings, 60 in practice. Slower than Newton,
 * and cannot run away where a distribution is flat.
 */
export function bisect(f: (x: number) => number, low: number, high: number): number {
  let [below, above] = [low, high];
  const [atLow, atHigh] = [f(low), f(high)];
  if (!(atLow * atHigh <= 0)) {
    throw new RangeError(`bisect: values ${atLow} at ${low} and ${atHigh} at ${high}, expected opposite signs`);
  }
  if (atLow === 0) return low;
  if (atHigh === 0) return high;
  for (;;) {
    const middle = below + (above - below) / 2;
    if (middle <= below || middle >= above) return middle;
    const value = f(middle);
    if (Number.isNaN(value)) throw new RangeError(`bisect: value NaN at ${middle}, expected a number`);
    if (value === 0) return middle;
    if (value > 0 === atHigh > 0) above = middle;
    else below = middle;
  }
}
