/**
 * Columns made ready for correlating: centred (or not), scaled by a power of two, each with its sum of squares.
 *
 * Convention: a column counts as constant when its largest deviation is at most 1e-13 of |mean|: what is left is rounding, and
 * a correlation of rounding errors would look like any other. (scipy.stats.pearsonr warns at 1e-13 of the norms.) Constant columns
 * are listed, never correlated.
 * The power of two makes the largest deviation lie in [0.5, 1), so that no square over- or underflows; it is exact.
 */
import { columnsOf, type Matrix } from '../matrix.ts';

/** Relative size of deviations below which a column is constant. */
export const CONSTANT_TOLERANCE = 1e-13;

export interface Columns {
  /** Number of rows P behind each column. */
  readonly n: number;
  /** Input columns that vary, ascending: the K columns below. */
  readonly varying: Int32Array;
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
  return prepare(columnsOf(matrix), matrix.rows, matrix.cols, untouched);
}

/** What is taken from a column's cells, (cell − mean) − offset, and the largest magnitude that leaves: 0 for a column to leave out. */
export interface Shift {
  readonly mean: number;
  readonly offset: number;
  readonly largest: number;
}

/** Nothing is taken. */
export function untouched(column: Float64Array): Shift {
  return { mean: 0, offset: 0, largest: largestOf(column, 0, 0) };
}

/** The mean is taken. */
export function deviations(column: Float64Array): Shift {
  const mean = sum(column, 0) / column.length;
  // The rounded mean leaves a common offset; one correction removes it.
  const offset = sum(column, mean) / column.length;
  const largest = largestOf(column, mean, offset);
  return { mean, offset, largest: largest > CONSTANT_TOLERANCE * Math.abs(mean) ? largest : 0 };
}

function sum(values: Float64Array, mean: number): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] - mean;
  return total;
}

function largestOf(values: Float64Array, mean: number, offset: number): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i] - mean - offset));
  return largest;
}

/** `shift` says what to take from a column, and whether to keep it. Overwrites `all`, [F, P]. */
function prepare(all: Float64Array, n: number, nColumns: number, shift: (column: Float64Array) => Shift): Columns {
  if (n < 2) throw new RangeError(`columns: ${n} rows, expected at least 2`);
  const varying: number[] = [];
  const constant: number[] = [];
  const squares: number[] = [];
  for (let col = 0; col < nColumns; col++) {
    const column = all.subarray(col * n, (col + 1) * n);
    const found = shift(column);
    if (found.largest === 0) {
      constant.push(col);
      continue;
    }
    squares.push(place(column, found, all.subarray(varying.length * n, (varying.length + 1) * n)));
    varying.push(col);
  }
  return {
    n,
    varying: Int32Array.from(varying),
    constant: Int32Array.from(constant),
    values: all.subarray(0, varying.length * n),
    squares: Float64Array.from(squares),
  };
}

/** Writes the shifted cells over the power of two above the largest; returns their sum of squares. */
export function place(column: Float64Array, { mean, offset, largest }: Shift, into: Float64Array): number {
  const exponent = Math.floor(Math.log2(largest)) + 1;
  // Two steps, because 2^1074 itself is not a double.
  const half = 2 ** -Math.trunc(exponent / 2);
  const rest = 2 ** -(exponent - Math.trunc(exponent / 2));
  let squares = 0;
  for (let i = 0; i < column.length; i++) {
    const value = (column[i] - mean - offset) * half * rest;
    into[i] = value;
    squares += value * value;
  }
  return squares;
}
