/** Products of all pairs of prepared columns at unit length, block by block of the upper triangle, in float32. */
import type { Columns } from './columns.ts';

/** Products of all rows of a with all rows of b: a is [rowsA, n], b is [rowsB, n], the result [rowsA, rowsB], row-major f32. */
export type BlockProduct = (a: Float32Array, b: Float32Array, n: number) => Promise<Float32Array>;

export interface BlockSizes {
  /** Columns on the shorter and the longer side of a block. */
  readonly rows: number;
  readonly cols: number;
}

/**
 * Blocks of 16 MB, in which a matrix product runs at full rate: 24,576 columns of 1,000 take 7.5 s in all on two idle cores, with blocks of
 * a quarter 7.5 to 8.2; what blocks on the diagonal compute twice is rows / K of all.
 */
const BLOCK_SIZES: BlockSizes = { rows: 1024, cols: 4096 };

/** `read` is given each block with the columns it starts at: `top` down, `left` across, `cols` wide. */
export async function eachBlock(
  columns: Columns,
  product: BlockProduct,
  read: (products: Float32Array, top: number, left: number, cols: number) => void,
  sizes: BlockSizes = BLOCK_SIZES,
): Promise<void> {
  const { n, varying } = columns;
  const k = varying.length;
  const unit = unitColumns(columns);
  for (let top = 0; top < k; top += sizes.rows) {
    const a = unit.subarray(top * n, Math.min(top + sizes.rows, k) * n);
    for (let left = top; left < k; left += sizes.cols) {
      const b = unit.subarray(left * n, Math.min(left + sizes.cols, k) * n);
      read(await product(a, b, n), top, left, b.length / n);
    }
  }
}

/** Every column at length 1 in float32, [K, P]. */
function unitColumns({ n, varying, values, squares }: Columns): Float32Array {
  const unit = new Float32Array(varying.length * n);
  for (let column = 0; column < varying.length; column++) {
    const scale = 1 / Math.sqrt(squares[column]);
    for (let i = column * n; i < (column + 1) * n; i++) unit[i] = values[i] * scale;
  }
  return unit;
}
