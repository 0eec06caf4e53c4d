/**
 * Pearson correlation of all pairs of columns of a P × F matrix, float64.
 * r = Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² Σ (y − ȳ)²). Two passes, never the one-pass Σxy − n·x̄ȳ, which cancels.
 * Identical columns give exactly 1; constant columns are listed and left out.
 */

import betainc from '@stdlib/math-base-special-betainc';
import type { Matrix } from '../matrix.ts';
import { centred } from './columns.ts';
import { type PairTable, pairProducts } from './pairs.ts';

export function pearson(matrix: Matrix): PairTable {
  return pairProducts(centred(matrix));
}

/**
 * Two-sided p of a correlation coefficient under independence of normal variables:
 * t = r √(df / (1 − r²)) has Student's distribution, df = n − 2 − number of covariates.
 * Written as I_{1−r²}(df/2, 1/2) with 1 − r² = (1 − r)(1 + r), so that r near ±1 loses nothing; r = ±1 gives 0.
 */
export function correlationP(r: number, df: number): number {
  if (!(r >= -1 && r <= 1)) throw new RangeError(`correlationP: r ${r}, expected a number in [-1, 1]`);
  if (!(df > 0)) throw new RangeError(`correlationP: ${df} degrees of freedom, expected a positive number`);
  // The arcsine law: the library's own shortcut for it keeps only eight digits for small r.
  if (df === 1) return (2 / Math.PI) * Math.acos(Math.abs(r));
  const square = r * r;
  return square < 0.5 ? betainc(square, 0.5, df / 2, true, true) : betainc((1 - r) * (1 + r), df / 2, 0.5, true, false);
}
