/**
 * Two-sided tail of Student's t distribution: P(|T| ≥ |t|) = P(F(1, df) ≥ t²). The upper tail alone is half of it for t ≥ 0.
 * For |t| beyond 1e150 the square overflows to infinity and the tail is 0, as it is in double precision for df ≥ 3.
 */
import { fTail } from './f-tail.ts';

export function tTwoSided(t: number, df: number): number {
  if (Number.isNaN(t)) throw new RangeError('tTwoSided: t NaN, expected a number');
  return fTail(t * t, 1, df);
}
