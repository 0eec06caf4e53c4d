/**
 * Columns made ready for correlating: centred (or not), scaled by a power of two, each with its sum of squares.
 *
 * Convention: a column counts as constant when its largest deviation is at most 1e-13 of |mean|: what is left is rounding, and
 * a correlation of rounding errors would look like any other. (scipy.stats.pearsonr warns at 1e-13 of the norms.) Constant columns
 * are listed, never correlated.
 * The power of two makes the largest deviation lie in [0.5, 1), so that no square over- or underflows; it is exact.
 */
import { columnsOf, type Matrix } from './matrix.ts';

/** Relative size of deviations below which a column is constant. */
export const CONSTANT_TOLERANCE = 1e-13;

export interface Columns {
  /** Number of rows P behind each column. */
  readonly n: number;
  /** Input columns that vary, ascending: the K columns below. */
  readonly kept: Int32Array;
  /** Input columns left out because they are constant, ascending. */
  readonly constant: Int32Array;
  /** [K, P] row-major f64: one prepared column per row. */
  readonly values: Float64Array;
  /** Sum of squares of each prepared column, [K], added up in row order. */
  readonly squares: Float64Array;
}

/** Deviations from the mean of each column that varies. */
export function centred(matrix: Matrix): Columns {
  return prepare(columnsOf(matrix), matrix.rows, matrix.cols, deviations);
}

/** The columns as they are; only a column of zeros is left out. */
export function uncentred(matrix: Matrix): Columns {
  return prepare(columnsOf(matrix), matrix.rows, matrix.cols, (column) => column.some((value) => value !== 0));
}

/** Centres in place. False when the column is constant. */
function deviations(column: Float64Array): boolean {
  const n = column.length;
  const mean = sum(column) / n;
  for (let i = 0; i < n; i++) column[i] -= mean;
  // The rounded mean leaves a common offset; one correction removes it.
  const offset = sum(column) / n;
  let largest = 0;
  for (let i = 0; i < n; i++) {
    column[i] -= offset;
    largest = Math.max(largest, Math.abs(column[i]));
  }
  return largest > CONSTANT_TOLERANCE * Math.abs(mean);
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

/** `transform` works on one column in place and says whether to keep it. Overwrites `all`, [F, P]. */
function prepare(
  all: Float64Array,
  n: number,
  nColumns: number,
  transform: (column: Float64Array) => boolean,
): Columns {
  if (n < 2) throw new RangeError(`columns: ${n} rows, expected at least 2`);
  const kept: number[] = [];
  const constant: number[] = [];
  const squares: number[] = [];
  for (let col = 0; col < nColumns; col++) {
    const column = all.subarray(col * n, (col + 1) * n);
    if (!transform(column)) {
      constant.push(col);
      continue;
    }
    squares.push(scale(column));
    all.copyWithin(kept.length * n, col * n, (col + 1) * n);
    kept.push(col);
  }
  return {
    n,
    kept: Int32Array.from(kept),
    constant: Int32Array.from(constant),
    values: all.subarray(0, kept.length * n),
    squares: Float64Array.from(squares),
  };
}

/** Divides by the power of two above the largest magnitude; returns the sum of squares. */
function scale(column: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < column.length; i++) largest = Math.max(largest, Math.abs(column[i]));
  const exponent = Math.floor(Math.log2(largest)) + 1;
  // Two steps, because 2^1074 itself is not a double.
  const half = 2 ** -Math.trunc(exponent / 2);
  const rest = 2 ** -(exponent - Math.trunc(exponent / 2));
  let squares = 0;
  for (let i = 0; i < column.length; i++) {
    column[i] = column[i] * half * rest;
    squares += column[i] * column[i];
  }
  return squares;
}
