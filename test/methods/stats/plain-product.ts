/** Block products without a model runtime: float32, accumulated in float32 as a matrix library may. */
import type { BlockProduct } from '../../../src/methods/stats/correlation/blocks.ts';

export const plainProduct: BlockProduct = async (a, b, n) => {
  const [rows, cols] = [a.length / n, b.length / n];
  const out = new Float32Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum = Math.fround(sum + a[i * n + k] * b[j * n + k]);
      out[i * cols + j] = sum;
    }
  }
  return out;
};
