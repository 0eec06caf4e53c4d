/** How alike features are by what they write and by their values over prompts: what units.ts asks of each pair. */
import { isFloat32Constant } from '../../../../src/methods/stats/float32-constant.ts';
import type { Likeness } from './units.ts';

/**
 * @param rows decoder rows, [F, D] @param values of every prompt, [F, P]
 * @returns cosine NaN where a row is zero, r NaN where values do not vary; F (D + P) numbers are held
 */
export function likenessOf(
  rows: { readonly data: ArrayLike<number>; readonly width: number },
  values: { readonly data: ArrayLike<number>; readonly width: number },
): Likeness {
  const directions = unitRows(rows.data, rows.width, false);
  const variations = unitRows(values.data, values.width, true);
  return {
    cosine: (i, j) => product(directions, rows.width, i, j),
    r: (i, j) => product(variations, values.width, i, j),
  };
}

/** Rows of length 1, with the mean taken away first where they are `centred`; NaN where nothing is left. */
function unitRows(data: ArrayLike<number>, width: number, centred: boolean): Float64Array {
  const all = Float64Array.from(data);
  for (let from = 0; from < all.length; from += width) {
    const row = all.subarray(from, from + width);
    const constant = centred && isFloat32Constant(row);
    const mean = centred ? row.reduce((sum, x) => sum + x, 0) / width : 0;
    for (let d = 0; d < width; d++) row[d] -= mean;
    const length = constant ? 0 : Math.sqrt(row.reduce((sum, x) => sum + x * x, 0));
    for (let d = 0; d < width; d++) row[d] = length === 0 ? Number.NaN : row[d] / length;
  }
  return all;
}

function product(rows: Float64Array, width: number, i: number, j: number): number {
  let sum = 0;
  for (let d = 0; d < width; d++) sum += rows[i * width + d] * rows[j * width + d];
  return Math.max(-1, Math.min(1, sum));
}
