/** How a study correlates features, with the numbers that belong to its prompts: method, gains to divide out, covariates. */

import { basisOf } from '../basis.ts';
import { dividedCells, dividedRows } from '../divided-rows.ts';
import { type Matrix, takeRows } from '../matrix.ts';
import { filled, type SparseMatrix } from '../sparse-matrix.ts';
import { balancedColumns } from './class-balanced.ts';
import { centredCells, type HeldColumns, uncentredCells } from './scattered-columns.ts';
import { type Similarity, type SimilarityColumns, similarityColumns } from './similarity.ts';

export interface CorrelationOptions {
  readonly method: Similarity;
  /** [P] what each prompt's values are divided by first; null divides nothing. */
  readonly gains: Float64Array | null;
  /** What `partial` holds fixed, columns of length P. */
  readonly covariates: readonly Float64Array[];
  /** [P] class of each prompt where every class counts alike (class-balanced.ts; method pearson); absent where every prompt does. */
  readonly classes?: Int32Array;
}

/** The columns of `matrix` [P, F] made ready to be multiplied, over all prompts or over those at `rows`. */
export function preparedColumns(matrix: Matrix, options: CorrelationOptions, rows?: Int32Array): SimilarityColumns {
  const of = (values: Float64Array): Float64Array =>
    rows === undefined ? values : Float64Array.from(rows, (row) => values[row]);
  const chosen = rows === undefined ? matrix : takeRows(matrix, rows);
  const { method, gains, covariates, classes } = options;
  const divided = gains === null ? chosen : dividedRows(chosen, of(gains));
  if (classes === undefined) return similarityColumns(method, divided, covariates.map(of));
  return balancedColumns(divided, rows === undefined ? classes : Int32Array.from(rows, (row) => classes[row]));
}

/** The same of a matrix that is held sparsely, as sparsely where the method leaves its silent cells alike. */
export function preparedCells(
  matrix: SparseMatrix,
  options: CorrelationOptions,
): { readonly columns: HeldColumns; readonly df: number } {
  const { method, gains, classes } = options;
  if ((method !== 'pearson' && method !== 'cosine') || classes !== undefined)
    return preparedColumns(filled(matrix), options);
  const divided = gains === null ? matrix : dividedCells(matrix, gains);
  return method === 'pearson'
    ? { columns: centredCells(divided), df: matrix.rows - 2 }
    : { columns: uncentredCells(divided), df: matrix.rows - 1 };
}

/** Prompts that a correlation by these options needs: with fewer, every r is 1 or -1. */
export function leastPrompts({ covariates }: CorrelationOptions): number {
  return 3 + independent(covariates);
}

/** Directions that the covariates add to the intercept: dummies that depend on each other count once. */
export function independent(covariates: readonly Float64Array[]): number {
  if (covariates.length === 0) return 0;
  const rows = covariates[0].length;
  return basisOf(rows, [new Float64Array(rows).fill(1), ...covariates]).vectors.length - 1;
}
