/**
 * Projections of directions on the gradient, y[r, f] = g_r · d_f: the only part of a replicate that grows with the width of the model.
 * The gradient rows are the same in every replicate.
 */
import { openBlockProducts } from '../../../../src/engine/onnx/block-product.ts';

export interface GradientRows {
  /** R and D. */
  readonly rows: number;
  readonly width: number;
  /** [R, D] row-major. */
  readonly values: Float32Array;
}

interface Projector {
  /** @param directions [F, D] row-major @returns [R, F] row-major */
  project(directions: Float32Array): Promise<Float32Array>;
  release(): Promise<void>;
}

export async function openProjector({ width, values }: GradientRows, threads: number): Promise<Projector> {
  const products = await openBlockProducts(threads);
  // onnxruntime takes no shared memory; a worker keeps one copy of its own.
  const own = values.buffer instanceof SharedArrayBuffer ? values.slice() : values;
  return {
    project: (directions) => products.product(own, directions, width),
    release: () => products.release(),
  };
}
