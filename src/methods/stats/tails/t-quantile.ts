/** The t beyond which Student's distribution has `share` in both tails together: half-width of an interval in standard errors. */
import { bisect } from './bisect.ts';
import { tTwoSided } from './t-tail.ts';

export function tQuantile(share: number, df: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`tQuantile: share ${share}, expected a number between 0 and 1`);
  let high = 1;
  while (tTwoSided(high, df) > share) high *= 2;
  return bisect((t) => tTwoSided(t, df) - share, 0, high);
}
