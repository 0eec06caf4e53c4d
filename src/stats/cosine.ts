/**
 * Cosine of all pairs of columns: Σ xy / √(Σ x² Σ y²), the correlation about zero. Only columns of zeros are left out: a
 * constant column has a cosine. Under independent normals of mean zero, p is that of r with df = n − 1: nothing is spent on means.
 */
import { uncentred } from './columns.ts';
import type { Matrix } from './matrix.ts';
import { type PairTable, pairProducts } from './pairs.ts';

export function cosine(matrix: Matrix): PairTable {
  return pairProducts(uncentred(matrix));
}
