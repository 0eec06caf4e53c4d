/**
 * Prepared columns of a matrix that is 0 almost everywhere: of each column its prepared cells that are not silent, and the one number
 * that all silent cells become (less the mean, and scaled). A column is spread out to [P] when it is needed, and has then the bits that
 * columns.ts gives it, since both prepare the same cells in the same order.
 */
import type { SparseMatrix } from '../sparse-matrix.ts';
import { type Columns, deviations, place, type Shift, untouched } from './columns.ts';

interface ScatteredColumns extends Omit<Columns, 'values'> {
  /** [K] prepared value of a silent cell. */
  readonly silent: Float64Array;
  /** Cells of the K columns: those of column k stand from starts[k] to starts[k + 1], `at` row after row. */
  readonly starts: Int32Array;
  readonly at: Int32Array;
  readonly cells: Float64Array;
}

/** Columns held either way. */
export type HeldColumns = Columns | ScatteredColumns;

/** Deviations from the mean of each column that varies. */
export function centredCells(matrix: SparseMatrix): ScatteredColumns {
  return scatter(matrix, deviations);
}

/** The columns as they are; only a column of zeros is left out. */
export function uncentredCells(matrix: SparseMatrix): ScatteredColumns {
  return scatter(matrix, untouched);
}

/** Column k of [K], as [P]: a part of `values` where they are held, else written into `into`. */
export function columnAt(columns: HeldColumns, k: number, into: Float64Array): Float64Array {
  if ('values' in columns) return columns.values.subarray(k * columns.n, (k + 1) * columns.n);
  const { silent, starts, at, cells } = columns;
  into.fill(silent[k]);
  for (let cell = starts[k]; cell < starts[k + 1]; cell++) into[at[cell]] = cells[cell];
  return into;
}

/** All columns spread out. */
export function spreadOut(columns: HeldColumns): Columns {
  if ('values' in columns) return columns;
  const { n, varying, constant, squares } = columns;
  const values = new Float64Array(varying.length * n);
  for (let k = 0; k < varying.length; k++) columnAt(columns, k, values.subarray(k * n, (k + 1) * n));
  return { n, varying, constant, squares, values };
}

function scatter(
  { rows, cols, starts, at, values }: SparseMatrix,
  shift: (column: Float64Array) => Shift,
): ScatteredColumns {
  if (rows < 2) throw new RangeError(`columns: ${rows} rows, expected at least 2`);
  const [varying, constant, squares, silent, ends]: number[][] = [[], [], [], [], [0]];
  const rowsOf = new Int32Array(at.length);
  const cells = new Float64Array(at.length);
  const [raw, prepared] = [new Float64Array(rows), new Float64Array(rows)];
  let filled = 0;
  for (let col = 0; col < cols; col++) {
    raw.fill(0);
    for (let cell = starts[col]; cell < starts[col + 1]; cell++) {
      if (!Number.isFinite(values[cell]))
        throw new RangeError(`matrix: ${values[cell]} in row ${at[cell]}, column ${col}, expected a finite number`);
      raw[at[cell]] = values[cell];
    }
    const found = shift(raw);
    if (found.largest === 0) {
      constant.push(col);
      continue;
    }
    varying.push(col);
    squares.push(place(raw, found, prepared));
    silent.push(prepared[firstSilent(at, starts[col], starts[col + 1])] ?? 0);
    for (let cell = starts[col]; cell < starts[col + 1]; cell++) {
      rowsOf[filled] = at[cell];
      cells[filled++] = prepared[at[cell]];
    }
    ends.push(filled);
  }
  return {
    n: rows,
    varying: Int32Array.from(varying),
    constant: Int32Array.from(constant),
    squares: Float64Array.from(squares),
    silent: Float64Array.from(silent),
    starts: Int32Array.from(ends),
    at: rowsOf.slice(0, filled),
    cells: cells.slice(0, filled),
  };
}

/** The first row that has no cell; one past the last where every row has. */
function firstSilent(at: Int32Array, start: number, end: number): number {
  let row = 0;
  while (start + row < end && at[start + row] === row) row++;
  return row;
}
