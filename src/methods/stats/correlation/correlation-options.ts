/**
 * How a study correlates features, with the numbers that belong to its prompts: method, gains to divide out, covariates, classes that
 * count alike.
 */

import { basisOf } from '../basis.ts';
import { type Matrix, takeRows } from '../matrix.ts';
import { filled, type SparseMatrix } from '../sparse-matrix.ts';
import { CONSTANT_TOLERANCE, uncentred } from './columns.ts';
import { centredCells, type HeldColumns, uncentredCells } from './scattered-columns.ts';
import { type Similarity, type SimilarityColumns, similarityColumns } from './similarity.ts';

export interface CorrelationOptions {
  readonly method: Similarity;
  /** [P] what each prompt's values are divided by first; null divides nothing. */
  readonly gains: Float64Array | null;
  /** What `partial` holds fixed, columns of length P. */
  readonly covariates: readonly Float64Array[];
  /** [P] class of each prompt where every class counts alike (`balancedColumns`; method pearson); absent where every prompt does. */
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
): Omit<SimilarityColumns, 'columns'> & { readonly columns: HeldColumns } {
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

/**
 * Pearson correlation in which every class of prompts counts alike: prompt p of a class of n_c weighs w_p = 1 / (n_c · number of classes),
 *
 *   r_ab = Σ w (x_a − x̄_a)(x_b − x̄_b) / √(Σ w (x_a − x̄_a)² · Σ w (x_b − x̄_b)²),   x̄ = Σ w x,
 *
 * the r of a study in which rare classes are repeated until all are as common. p has the degrees of freedom of Kish's effective number
 * of prompts (Survey Sampling, 1965), 1 / Σ w² − 2: repeating prompts adds none.
 *
 * Columns √w (x − x̄), whose normalised products are r. @param classes [P]
 */
export function balancedColumns({ rows, cols, values }: Matrix, classes: Int32Array): SimilarityColumns {
  if (classes.length !== rows)
    throw new RangeError(`balancedColumns: ${classes.length} classes, expected one for each of ${rows} prompts`);
  const weights = classWeights(classes);
  const balanced = new Float64Array(values.length);
  for (let col = 0; col < cols; col++) {
    let mean = 0;
    for (let row = 0; row < rows; row++) mean += weights[row] * values[row * cols + col];
    let largest = 0;
    for (let row = 0; row < rows; row++) {
      const away = values[row * cols + col] - mean;
      balanced[row * cols + col] = Math.sqrt(weights[row]) * away;
      largest = Math.max(largest, Math.abs(away));
    }
    // What is left of a constant column is rounding, and would correlate like any other.
    if (largest <= CONSTANT_TOLERANCE * Math.abs(mean))
      for (let row = 0; row < rows; row++) balanced[row * cols + col] = 0;
  }
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
  return { columns: uncentred({ rows, cols, values: balanced }), df: 1 / squares - 2 };
}

/** [P] summing to 1. */
export function classWeights(classes: Int32Array): Float64Array {
  const sizes = new Map<number, number>();
  for (const name of classes) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  return Float64Array.from(classes, (name) => 1 / ((sizes.get(name) ?? 1) * sizes.size));
}

/** Every row divided by its own number: attributions over the norm of their prompt's gradient. */
export function dividedRows<Kind extends Matrix>(
  matrix: Kind,
  divisors: Float64Array,
): Kind & { values: Float64Array } {
  check(matrix.rows, divisors);
  const { cols, values } = matrix;
  return { ...matrix, values: Float64Array.from(values, (value, entry) => value / divisors[Math.floor(entry / cols)]) };
}

/** The same of a matrix that is held sparsely. */
export function dividedCells(matrix: SparseMatrix, divisors: Float64Array): SparseMatrix {
  check(matrix.rows, divisors);
  return { ...matrix, values: matrix.values.map((value, cell) => value / divisors[matrix.at[cell]]) };
}

function check(rows: number, divisors: Float64Array): void {
  if (divisors.length !== rows || divisors.some((divisor) => !(divisor > 0)))
    throw new RangeError(`dividedRows: ${divisors.length} divisors for ${rows} rows, expected a positive one for each`);
}
