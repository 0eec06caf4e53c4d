/**
 * Matrix products of nulls in onnxruntime: the only part of a replicate that grows with the width of the model. Projections of directions
 * on the gradient are y[r, f] = g_r · d_f; the gradient rows are the same in every replicate.
 */
import { Graph } from '../../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../../src/engine/onnx/runtime.ts';

export interface Product {
  /** a bᵀ, [M, N] row-major. @param a [M, K] @param b [N, K] */
  multiply(a: Float32Array, b: Float32Array, width: number): Promise<Float32Array>;
  release(): Promise<void>;
}

export interface GradientRows {
  /** R and D. */
  readonly rows: number;
  readonly width: number;
  /** [R, D] row-major. */
  readonly values: Float32Array;
}

export interface Projector {
  /** @param directions [F, D] row-major @returns [R, F] row-major */
  project(directions: Float32Array): Promise<Float32Array>;
  release(): Promise<void>;
}

export async function openProduct(threads: number): Promise<Product> {
  const graph = new Graph('product');
  const a = graph.input('a', 'float32', ['m', 'k']);
  const b = graph.input('b', 'float32', ['n', 'k']);
  graph.output('product', ops.matmul(a, b, { transposeB: true }));
  const session = await Session.create(graph, { threads });
  const fed = (data: Float32Array, width: number) => {
    if (data.length % width !== 0) throw new RangeError(`product: ${data.length} values, expected rows of ${width}`);
    return { data, dims: [data.length / width, width] };
  };
  return {
    multiply: async (x, y, width) => floats(await session.run({ a: fed(x, width), b: fed(y, width) }), 'product'),
    release: () => session.release(),
  };
}

export async function openProjector({ width, values }: GradientRows, threads: number): Promise<Projector> {
  const product = await openProduct(threads);
  // onnxruntime takes no shared memory; a worker keeps one copy of its own.
  const own = values.buffer instanceof SharedArrayBuffer ? values.slice() : values;
  return {
    project: (directions) => product.multiply(own, directions, width),
    release: () => product.release(),
  };
}
