/**
 * The gain of each prompt: ‖g‖ = √(Σ_t Σ_d g_td²), the Frobenius norm of its gradient over positions and width. Every attribution of
 * a prompt is multiplied by its gradient, so a gain that differs between prompts correlates all features.
 */

/** `gradient` is [rows, positions, width] row-major f32; sums are float64. */
export function gradientNorms(gradient: Float32Array, rows: number): Float64Array {
  if (!Number.isInteger(rows) || rows < 1 || gradient.length % rows !== 0) {
    throw new RangeError(`gradientNorms: ${gradient.length} values for ${rows} rows, expected as many for each`);
  }
  const size = gradient.length / rows;
  return Float64Array.from({ length: rows }, (_, row) => {
    let squares = 0;
    for (let i = row * size; i < (row + 1) * size; i++) squares += gradient[i] * gradient[i];
    return Math.sqrt(squares);
  });
}
