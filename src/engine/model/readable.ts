/**
 * What later layers can read of a residual: every one of them normalises it first. Layer normalisation takes the mean over the width off,
 * so no later layer sees it and 1·∂m/∂x = 0; root-mean-square normalisation leaves all of it readable. This is the one place that says
 * so: removals, sizes of pushes, directions, rotations and identities ask it.
 */
import type { Tensor } from '../onnx/onnx-graph.ts';
import * as ops from '../onnx/ops.ts';

/** Layer normalisation, or division by the root mean square alone. */
export type Norm = 'layer' | 'rms';

/** The part of a vector that later layers can read: all of it, or all but its mean. */
export function readable(norm: Norm, x: Float32Array): Float32Array {
  if (norm === 'rms') return x;
  const mean = unreadableMean(norm, x);
  return x.map((value) => value - mean);
}

/** What that takes off every entry. */
export function unreadableMean(norm: Norm, x: Float32Array): number {
  return norm === 'rms' ? 0 : x.reduce((sum, value) => sum + value, 0) / x.length;
}

/** The same of every row in a graph, [..., D]. */
export function readableTensor(norm: Norm, x: Tensor): Tensor {
  return norm === 'rms' ? x : ops.sub(x, ops.reduceMean(x, [x.rank - 1], { keepDims: true }));
}

/**
 * a·b over what is readable of both, from the products over all of both and from their sums.
 * @param sums Σ a and Σ b
 */
export function readableProduct(norm: Norm, product: number, sums: readonly [number, number], width: number): number {
  return norm === 'rms' ? product : product - (sums[0] * sums[1]) / width;
}

/** Directions, each [D], along which no later layer reads: the vector of ones, or none. */
export function unreadable(norm: Norm, width: number): Float64Array[] {
  return norm === 'rms' ? [] : [new Float64Array(width).fill(1)];
}
