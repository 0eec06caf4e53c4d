/**
 * Pearson correlation of all pairs of columns of a P × F matrix, float64.
 * r = Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² Σ (y − ȳ)²). Two passes, never the one-pass Σxy − n·x̄ȳ, which cancels.
 * Identical columns give exactly 1; constant columns are listed and left out.
 */

import type { Matrix } from '../matrix.ts';
import { centred } from './columns.ts';
import { type PairTable, pairProducts } from './pairs.ts';

export function pearson(matrix: Matrix): PairTable {
  return pairProducts(centred(matrix));
}
