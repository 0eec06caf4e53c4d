/**
 * Spearman correlation of all pairs of columns: Pearson's r of the ranks, ties at their mean rank. Its p is that of r with
 * df = n − 2, as in scipy.stats.spearmanr, from 10 rows on, and exact below (rank-permutation.ts). Ranks are exact in float64, so any monotone change of a column leaves every bit.
 */

import { columnsOf, type Matrix } from '../matrix.ts';
import { rank } from '../ranks.ts';
import { centred } from './columns.ts';
import { type PairTable, pairProducts } from './pairs.ts';

export function spearman(matrix: Matrix): PairTable {
  return pairProducts(centred(rankedColumns(matrix)));
}

/** Every column replaced by its ranks. */
export function rankedColumns(matrix: Matrix): Matrix {
  const { rows, cols } = matrix;
  const columns = columnsOf(matrix);
  const values = new Float64Array(rows * cols);
  for (let col = 0; col < cols; col++) {
    rank(columns.subarray(col * rows, (col + 1) * rows)).ranks.forEach((value, row) => {
      values[row * cols + col] = value;
    });
  }
  return { rows, cols, values };
}
