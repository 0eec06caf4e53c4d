/** Some rows of a matrix, copied in the order given. */
import type { Matrix } from './matrix.ts';

export function takeRows(matrix: Matrix, rows: Int32Array): Matrix {
  const { cols } = matrix;
  const values = new Float64Array(rows.length * cols);
  rows.forEach((row, i) => {
    if (!(row >= 0 && row < matrix.rows))
      throw new RangeError(`takeRows: row ${row}, expected 0 to ${matrix.rows - 1}`);
    values.set(matrix.values.subarray(row * cols, (row + 1) * cols), i * cols);
  });
  return { rows: rows.length, cols, values };
}
