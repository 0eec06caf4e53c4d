/**
 * Inner products of two blocks of rows, a bᵀ, as one float32 matrix product in onnxruntime. Rows of a and b are contiguous, so
 * the transposition happens inside the product.
 */
import { Graph } from './onnx-graph.ts';
import * as ops from './ops.ts';
import { floats, Session } from './runtime.ts';

export interface BlockProducts {
  /** a is [rowsA, n], b is [rowsB, n]; the result [rowsA, rowsB], row-major. */
  readonly product: (a: Float32Array, b: Float32Array, n: number) => Promise<Float32Array>;
  release(): Promise<void>;
}

export async function openBlockProducts(threads: number): Promise<BlockProducts> {
  const graph = new Graph('block-product');
  const a = graph.input('a', 'float32', ['rows', 'n']);
  const b = graph.input('b', 'float32', ['cols', 'n']);
  graph.output('products', ops.matmul(a, b, { transposeB: true }));
  const session = await Session.create(graph, { threads, spin: false });
  return {
    async product(left, right, n) {
      if (left.length % n !== 0 || right.length % n !== 0) {
        throw new RangeError(`block product: ${left.length} and ${right.length} values, expected rows of ${n}`);
      }
      const results = await session.run({
        a: { data: left, dims: [left.length / n, n] },
        b: { data: right, dims: [right.length / n, n] },
      });
      return floats(results, 'products');
    },
    release: () => session.release(),
  };
}
