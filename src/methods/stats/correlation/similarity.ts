/**
 * Similarity of pairs of columns by the method a study names: columns made ready for it, whose normalised products it is, and
 * the degrees of freedom that its p has: pearson and spearman n − 2 (spearman's exact below 10 rows), cosine n − 1 (no mean is spent), partial n − 2 − independent
 * covariates.
 */

import { basisOf, DEPENDENT, norm, removeSpan } from '../basis.ts';
import { columnsOf, type Matrix } from '../matrix.ts';
import { type Columns, centred, uncentred } from './columns.ts';
import { type PairTable, pairProducts } from './pairs.ts';
import { EXACT_BELOW } from './rank-permutation.ts';
import { rankedColumns } from './spearman.ts';

export const SIMILARITIES = ['pearson', 'spearman', 'cosine', 'partial'] as const;

export type Similarity = (typeof SIMILARITIES)[number];

export interface SimilarityColumns {
  readonly columns: Columns;
  readonly df: number;
  /** Ranks of so few rows that p is that of their pairings (rank-permutation.ts), not Student's. */
  readonly fewRanks?: boolean;
}

/** `covariates` are used by `partial` alone. */
export function similarityColumns(
  method: Similarity,
  matrix: Matrix,
  covariates: readonly ArrayLike<number>[],
): SimilarityColumns {
  switch (method) {
    case 'pearson':
      return { columns: centred(matrix), df: matrix.rows - 2 };
    case 'spearman':
      return { columns: centred(rankedColumns(matrix)), df: matrix.rows - 2, fewRanks: matrix.rows < EXACT_BELOW };
    case 'cosine':
      return { columns: uncentred(matrix), df: matrix.rows - 1 };
    case 'partial':
      return partialColumns(matrix, covariates);
    default:
      throw new RangeError(`similarity: method ${String(method satisfies never)}, expected ${SIMILARITIES.join(', ')}`);
  }
}

/** Of all pairs. */
export function similarity(
  method: Similarity,
  matrix: Matrix,
  covariates: readonly ArrayLike<number>[],
): PairTable & { readonly df: number } {
  const { columns, df } = similarityColumns(method, matrix, covariates);
  return { ...pairProducts(columns), df };
}

/**
 * Partial correlation of all pairs of columns given covariates: Pearson's r of what least squares on the covariates and an
 * intercept leaves of each column. p is that of r with df = n − 2 − C, where C is the number of directions that the
 * covariates add to the intercept (dummies that depend on each other count once).
 * A column that the covariates explain entirely (at most 1e-10 of its norm is left) is listed with the constant ones.
 */
interface PartialTable extends PairTable {
  readonly df: number;
}

/** `matrix` is [P, F]; `covariates` are columns of length P. */
export function partial(matrix: Matrix, covariates: readonly ArrayLike<number>[]): PartialTable {
  const { columns, df } = partialColumns(matrix, covariates);
  return { ...pairProducts(columns), df };
}

/** What the covariates leave of each column. */
function partialColumns(
  matrix: Matrix,
  covariates: readonly ArrayLike<number>[],
): { readonly columns: Columns; readonly df: number } {
  const { rows, cols } = matrix;
  const { vectors } = basisOf(rows, [new Float64Array(rows).fill(1), ...covariates]);
  const df = rows - 1 - vectors.length;
  if (df < 1) {
    throw new RangeError(
      `partial: ${rows} rows and ${vectors.length - 1} independent covariates, expected at least 3 rows more than covariates`,
    );
  }
  const columns = columnsOf(matrix);
  const left = new Float64Array(rows * cols);
  for (let col = 0; col < cols; col++) {
    const column = columns.subarray(col * rows, (col + 1) * rows);
    const before = norm(column);
    removeSpan(column, vectors);
    if (norm(column) <= DEPENDENT * before) continue;
    for (let row = 0; row < rows; row++) left[row * cols + col] = column[row];
  }
  return { columns: centred({ rows, cols, values: left }), df };
}
