/**
 * Upper tail of the F distribution: P(F ≥ f) = I_x(d2/2, d1/2), x = d2 / (d2 + d1·f).
 * Computed as a tail through the regularised incomplete beta, because 1 − cdf is 0 below 1e-16.
 * For small f the other argument y = 1 − x is exact where x has rounded to 1, so the tail is taken from that side.
 * Abramowitz & Stegun 26.6.2.
 */
import betainc from '@stdlib/math-base-special-betainc';

/** `f` ≥ 0 (Infinity gives 0); both degrees of freedom positive, not necessarily whole. */
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
