/**
 * The one matrix of the numeric kernels: a flat row-major array with its shape. No tensor class; rows are `subarray`s.
 * For correlations the rows are P prompts and the columns F features.
 */

/** Side of the squares in which a matrix is turned: two of them in float64 are 64 kB. */
const TILE = 64;

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
  // In squares of TILE × TILE, so that neither side jumps through memory.
  for (let top = 0; top < rows; top += TILE) {
    for (let left = 0; left < cols; left += TILE) transposeTile(matrix, transposed, top, left);
  }
  return transposed;
}

function transposeTile({ rows, cols, values }: Matrix, transposed: Float64Array, top: number, left: number): void {
  const bottom = Math.min(top + TILE, rows);
  const right = Math.min(left + TILE, cols);
  for (let row = top; row < bottom; row++) {
    for (let col = left; col < right; col++) {
      const value = values[row * cols + col];
      if (!Number.isFinite(value))
        throw new RangeError(`matrix: ${value} in row ${row}, column ${col}, expected a finite number`);
      transposed[col * rows + row] = value;
    }
  }
}

/** Some rows of a matrix, copied in the order given. */
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
