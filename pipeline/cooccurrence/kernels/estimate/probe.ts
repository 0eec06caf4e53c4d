/** The machine's own rate of a large matrix product in onnxruntime, FLOP/s, measured in a fraction of a second. */
import { openBlockProducts } from '../../../../src/engine/onnx/block-product.ts';

const [ROWS, WIDTH] = [1024, 1024];
const REPEATS = 3;

/** The best of three products [1024, 1024]·[1024, 1024]: others on the machine can only slow one down. */
export async function productRate(threads: number): Promise<number> {
  const left = new Float32Array(ROWS * WIDTH).fill(0.5);
  const products = await openBlockProducts(threads);
  let best = 0;
  try {
    // A small one first: the runtime makes its threads and its plan.
    await products.product(left.subarray(0, WIDTH), left, WIDTH);
    for (let i = 0; i < REPEATS; i++) {
      const start = performance.now();
      await products.product(left, left, WIDTH);
      const rate = (2 * ROWS * ROWS * WIDTH) / ((performance.now() - start) / 1000);
      best = Math.max(best, rate);
    }
  } finally {
    await products.release();
  }
  return best;
}
