/** A matrix of which only the cells that are not 0 are held, column by column: a full dictionary on a thousand prompts has one in forty. */
import type { Matrix } from './matrix.ts';

/** Cells of column c stand from starts[c] to starts[c + 1]: the row of each, ascending, and its value. */
export interface SparseMatrix {
  readonly rows: number;
  readonly cols: number;
  /** [cols + 1] */
  readonly starts: Int32Array;
  readonly at: Int32Array;
  readonly values: Float64Array;
}

/** Cells in any order, each place at most once, as columns. */
export function sparseMatrix(
  rows: number,
  cols: number,
  cells: { readonly row: Int32Array; readonly col: Int32Array; readonly value: Float64Array },
): SparseMatrix {
  const count = cells.value.length;
  const [starts, byRow] = [new Int32Array(cols + 1), new Int32Array(rows + 1)];
  for (let cell = 0; cell < count; cell++) {
    starts[cells.col[cell] + 1]++;
    byRow[cells.row[cell] + 1]++;
  }
  for (let col = 0; col < cols; col++) starts[col + 1] += starts[col];
  for (let row = 0; row < rows; row++) byRow[row + 1] += byRow[row];
  // By row first, so that the rows of each column ascend.
  const order = new Int32Array(count);
  for (let cell = 0; cell < count; cell++) order[byRow[cells.row[cell]]++] = cell;
  const [at, values] = [new Int32Array(count), new Float64Array(count)];
  const next = starts.slice();
  for (let k = 0; k < count; k++) {
    const place = next[cells.col[order[k]]]++;
    at[place] = cells.row[order[k]];
    values[place] = cells.value[order[k]];
  }
  return { rows, cols, starts, at, values };
}

/** Some of its columns, in the order given. */
export function takeColumns({ rows, starts, at, values }: SparseMatrix, columns: Int32Array): SparseMatrix {
  const own = new Int32Array(columns.length + 1);
  columns.forEach((col, k) => {
    own[k + 1] = own[k] + starts[col + 1] - starts[col];
  });
  const taken = { at: new Int32Array(own[columns.length]), values: new Float64Array(own[columns.length]) };
  columns.forEach((col, k) => {
    taken.at.set(at.subarray(starts[col], starts[col + 1]), own[k]);
    taken.values.set(values.subarray(starts[col], starts[col + 1]), own[k]);
  });
  return { rows, cols: columns.length, starts: own, ...taken };
}

/** The same with its zeros. */
export function filled({ rows, cols, starts, at, values }: SparseMatrix): Matrix & { readonly values: Float64Array } {
  const all = new Float64Array(rows * cols);
  for (let col = 0; col < cols; col++)
    for (let cell = starts[col]; cell < starts[col + 1]; cell++) all[at[cell] * cols + col] = values[cell];
  return { rows, cols, values: all };
}
