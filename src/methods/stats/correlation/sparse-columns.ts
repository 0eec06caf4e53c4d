/**
 * Products of pairs of unit columns from the cells that differ from their column's most common value. A feature of a dictionary is silent
 * on most prompts, so most cells of its column hold one value c (0, less the mean). With d = x − c where they differ and D = Σ d,
 *
 *   x_i · x_j = P c_i c_j + c_i D_j + c_j D_i + Σ d_i d_j = Σ d_i d_j − s_i s_j,   s = √P c
 *
 * since D = −P c in a column whose cells sum to 0, and c is 0 in all others. The sum has only the prompts on which both differ:
 * Σ_p n_p² / 2 products instead of P K² / 2, for n_p cells of prompt p. Added up in float64, because s_i s_j of two columns that are
 * seldom silent nearly cancels the sum.
 */
import { columnAt, type HeldColumns } from './scattered-columns.ts';

/**
 * Measured: a cell's product takes 4 ns and writing a pair's number 1.9 ns on one core, a multiplication with its addition in a dense matrix
 * product on two cores 2 / 160 ns. In units of the last, halved because all are counted for pairs in both orders.
 */
const [CELL, PAIR] = [320, 150];
/** Share of P c that D may differ from it by where cells sum to 0. */
const ROUNDING = 1e-9;
/** Cells of a column that are looked at before all are. */
const LOOKED_AT = 16;

interface SparseColumns {
  /** s of each unit column, [K]. */
  readonly silent: Float64Array;
  readonly byColumn: Entries;
  readonly byPrompt: Entries;
}

/** Differing cells in groups: those of group g stand from starts[g] to starts[g + 1], in ascending order of `at`. */
export interface Entries {
  readonly starts: Int32Array;
  readonly at: Int32Array;
  readonly values: Float64Array;
}

/** Undefined where the columns are too dense for it to be the shorter way. */
export function sparseColumns(columns: HeldColumns): SparseColumns | undefined {
  const { n, varying, squares } = columns;
  const k = varying.length;
  const cells = new Float64Array(n);
  const [columnStarts, promptStarts] = [new Int32Array(k + 1), new Int32Array(n + 1)];
  const common = new Float64Array(k);
  for (let column = 0; column < k; column++) {
    const values = columnAt(columns, column, cells);
    common[column] = silence(values);
    for (let prompt = 0; prompt < n; prompt++) {
      if (values[prompt] === common[column]) continue;
      columnStarts[column + 1]++;
      promptStarts[prompt + 1]++;
    }
  }
  const products = promptStarts.reduce((total, cells) => total + cells ** 2, 0);
  if (products * CELL + k ** 2 * PAIR > n * k ** 2) return undefined;

  for (let column = 0; column < k; column++) columnStarts[column + 1] += columnStarts[column];
  for (let prompt = 0; prompt < n; prompt++) promptStarts[prompt + 1] += promptStarts[prompt];
  const byColumn = entries(columnStarts);
  const byPrompt = entries(promptStarts);
  const silent = new Float64Array(k);
  const next = promptStarts.slice();
  for (let column = 0, entry = 0; column < k; column++) {
    const values = columnAt(columns, column, cells);
    const scale = 1 / Math.sqrt(squares[column]);
    for (let prompt = 0; prompt < n; prompt++) {
      const value = values[prompt];
      if (value === common[column]) continue;
      const difference = (value - common[column]) * scale;
      byColumn.at[entry] = prompt;
      byColumn.values[entry++] = difference;
      byPrompt.at[next[prompt]] = column;
      byPrompt.values[next[prompt]++] = difference;
    }
    silent[column] = Math.sqrt(n) * common[column] * scale;
  }
  return { silent, byColumn, byPrompt };
}

function entries(starts: Int32Array): Entries {
  const cells = starts[starts.length - 1];
  return { starts, at: new Int32Array(cells), values: new Float64Array(cells) };
}

/** Whether no two of a few cells, evenly spread, are equal: then hardly half of all are. A wrong guess costs time, never a number. */
function differsEverywhere(cells: Float64Array): boolean {
  const step = Math.max(1, Math.floor(cells.length / LOOKED_AT));
  const seen = new Set<number>();
  for (let i = 0; i < cells.length; i += step) {
    if (seen.has(cells[i])) return false;
    seen.add(cells[i]);
  }
  return true;
}

/** The value that more than half of the cells hold (Boyer and Moore 1991), where it is 0 or the cells sum to 0; else 0. */
function silence(cells: Float64Array): number {
  if (differsEverywhere(cells)) return 0;
  let [candidate, votes] = [0, 0];
  for (let i = 0; i < cells.length; i++) {
    if (votes === 0) candidate = cells[i];
    votes += cells[i] === candidate ? 1 : -1;
  }
  let [count, sum] = [0, 0];
  for (let i = 0; i < cells.length; i++) {
    sum += cells[i];
    if (cells[i] === candidate) count++;
  }
  return 2 * count > cells.length && Math.abs(sum) <= ROUNDING * cells.length * Math.abs(candidate) ? candidate : 0;
}

/** Columns whose products are made together: four are written in hardly more time than one. */
const TOGETHER = 4;

/**
 * `read` is given the products of columns `top`, `top` + 1 … with all K, [up to 4, K] row-major; only those with columns later than their
 * own are right. The array is used again.
 */
export function eachSparseBlock(sparse: SparseColumns, read: (products: Float32Array, top: number) => void): void {
  const { silent, byColumn, byPrompt } = sparse;
  const k = silent.length;
  const sums = Array.from({ length: TOGETHER }, () => new Float64Array(k));
  const products = new Float32Array(TOGETHER * k);
  // First cell of each prompt in a column later than the present one.
  const later = byPrompt.starts.slice();
  for (let top = 0; top < k; top += TOGETHER) {
    const rows = Math.min(TOGETHER, k - top);
    for (let row = 0; row < rows; row++) {
      const [column, own] = [top + row, sums[row].fill(0)];
      for (let entry = byColumn.starts[column]; entry < byColumn.starts[column + 1]; entry++) {
        const prompt = byColumn.at[entry];
        const factor = byColumn.values[entry];
        later[prompt]++;
        addScaled(own, byPrompt, later[prompt], byPrompt.starts[prompt + 1], factor);
      }
    }
    write(products, sums, silent, top);
    read(products.subarray(0, rows * k), top);
  }
}

/** sums[at] += factor · value, for the cells from `from` to `to`. */
function addScaled(sums: Float64Array, { at, values }: Entries, from: number, to: number, factor: number): void {
  for (let entry = from; entry < to; entry++) sums[at[entry]] += factor * values[entry];
}

/** Rows after the last column hold what is left there. */
function write(
  products: Float32Array,
  [sum0, sum1, sum2, sum3]: readonly Float64Array[],
  silent: Float64Array,
  top: number,
): void {
  const k = silent.length;
  const own = new Float64Array(TOGETHER);
  own.set(silent.subarray(top, top + TOGETHER));
  const s0 = own[0];
  const s1 = own[1];
  const s2 = own[2];
  const s3 = own[3];
  const [second, third, fourth] = [k, 2 * k, 3 * k];
  for (let other = top + 1; other < k; other++) {
    const s = silent[other];
    products[other] = sum0[other] - s0 * s;
    products[second + other] = sum1[other] - s1 * s;
    products[third + other] = sum2[other] - s2 * s;
    products[fourth + other] = sum3[other] - s3 * s;
  }
}
