/** Rows of a matrix divided by a number each: attributions over the norm of their prompt's gradient. */
import type { Matrix } from './matrix.ts';
import type { SparseMatrix } from './sparse-matrix.ts';

/** Every row divided by its own number. */
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
