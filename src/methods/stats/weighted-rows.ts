/**
 * Weighted sums over the columns of every row of a matrix, Σ_c w_c x_rc with c in order: to the bit what a loop over one row
 * at a time makes. A sum has to wait for its own last addition, so four rows are summed side by side and wait together.
 */

/**
 * @param values [N, weights.length] row-major
 * @param columns those that are summed, in their order; all of them unless given
 * @returns [N]
 */
export function weightedRows(
  values: Float64Array,
  weights: Float64Array,
  columns: Int32Array = Int32Array.from(weights.keys()),
): Float64Array {
  const width = weights.length;
  const sums = new Float64Array(values.length / width);
  let row = 0;
  for (; row + 4 <= sums.length; row += 4) {
    const start = row * width;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let k = 0; k < columns.length; k++) {
      const weight = weights[columns[k]];
      const i = start + columns[k];
      a += weight * values[i];
      b += weight * values[i + width];
      c += weight * values[i + 2 * width];
      d += weight * values[i + 3 * width];
    }
    sums[row] = a;
    sums[row + 1] = b;
    sums[row + 2] = c;
    sums[row + 3] = d;
  }
  for (; row < sums.length; row++)
    for (let k = 0; k < columns.length; k++) sums[row] += weights[columns[k]] * values[row * width + columns[k]];
  return sums;
}
