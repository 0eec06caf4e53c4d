/**
 * The gain of each prompt: ‖g‖ = √(Σ_t Σ_d g_td²), the Frobenius norm of its gradient over positions and width. Every attribution of
 * a prompt is multiplied by its gradient, so a gain that differs between prompts correlates all features.
 */

/** @param gradient [positions, width], one prompt after another; sums are float64 @param lengths positions of each prompt */
export function gradientNorms(gradient: Float32Array, lengths: ArrayLike<number>, width: number): Float64Array {
  const positions = Array.from(lengths).reduce((sum, length) => sum + length, 0);
  if (positions === 0 || gradient.length !== positions * width) {
    throw new RangeError(`gradientNorms: ${gradient.length} values, expected ${positions} positions of ${width}`);
  }
  let at = 0;
  return Float64Array.from(lengths, (length) => {
    let squares = 0;
    for (const end = at + length * width; at < end; at++) squares += gradient[at] * gradient[at];
    return Math.sqrt(squares);
  });
}
