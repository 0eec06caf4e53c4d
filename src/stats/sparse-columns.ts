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
import type { Columns } from './columns.ts';

/**
 * Measured: a cell's product takes 1.4 ns and a pair's last term 3 ns, a multiplication with its addition in a dense matrix product on two cores
 * 2 / 175 ns. In units of the last, halved because all are counted for pairs in both orders.
 */
const [CELL, PAIR] = [120, 260];
/** Share of P c that D may differ from it by where cells sum to 0. */
const ROUNDING = 1e-9;

export interface SparseColumns {
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
export function sparseColumns({ n, kept, values, squares }: Columns): SparseColumns | undefined {
  const k = kept.length;
  const [columnStarts, promptStarts] = [new Int32Array(k + 1), new Int32Array(n + 1)];
  const common = Float64Array.from(kept, (_, column) => silence(values.subarray(column * n, (column + 1) * n)));
  for (let column = 0; column < k; column++) {
    for (let prompt = 0; prompt < n; prompt++) {
      if (values[column * n + prompt] === common[column]) continue;
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
    const scale = 1 / Math.sqrt(squares[column]);
    for (let prompt = 0; prompt < n; prompt++) {
      const value = values[column * n + prompt];
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

/** The value that more than half of the cells hold (Boyer and Moore 1991), where it is 0 or the cells sum to 0; else 0. */
function silence(cells: Float64Array): number {
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

/** `read` is given the products of one column after the other with all K; only those with later columns are right. The array is used again. */
export function eachSparseRow(sparse: SparseColumns, read: (products: Float32Array, column: number) => void): void {
  const { silent, byColumn, byPrompt } = sparse;
  const k = silent.length;
  const row = new Float64Array(k);
  const products = new Float32Array(k);
  // First cell of each prompt in a column later than the present one.
  const later = byPrompt.starts.slice();
  for (let column = 0; column < k; column++) {
    for (let entry = byColumn.starts[column]; entry < byColumn.starts[column + 1]; entry++) {
      const prompt = byColumn.at[entry];
      const factor = byColumn.values[entry];
      later[prompt]++;
      for (let at = later[prompt]; at < byPrompt.starts[prompt + 1]; at++) {
        row[byPrompt.at[at]] += factor * byPrompt.values[at];
      }
    }
    const own = silent[column];
    for (let other = column + 1; other < k; other++) products[other] = row[other] - own * silent[other];
    row.fill(0, column + 1);
    read(products, column);
  }
}
