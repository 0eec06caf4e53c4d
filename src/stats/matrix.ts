/**
 * The one matrix of the numeric kernels: a flat row-major array with its shape. No tensor class; rows are `subarray`s.
 * For correlations the rows are P prompts and the columns F features.
 */

/** values[row · cols + col]. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly values: Float64Array | Float32Array;
}

/** The columns as contiguous float64 rows, [F, P]. Throws on a wrong shape and on any value that is not finite. */
export function columnsOf(matrix: Matrix): Float64Array {
  const { rows, cols, values } = matrix;
  if (!Number.isInteger(rows) || !Number.isInteger(cols) || rows < 0 || cols < 0 || values.length !== rows * cols) {
    throw new RangeError(
      `matrix: ${values.length} values for ${rows} rows and ${cols} columns, expected rows × columns`,
    );
  }
  const transposed = new Float64Array(rows * cols);
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const value = values[row * cols + col];
      if (!Number.isFinite(value))
        throw new RangeError(`matrix: ${value} in row ${row}, column ${col}, expected a finite number`);
      transposed[col * rows + row] = value;
    }
  }
  return transposed;
}
