/** The layers that architectures share, over weights by name: normalisation, projection, feed-forward activation. */
import type { Tensor } from '../onnx/graph.ts';
import * as ops from '../onnx/ops.ts';
import type { Weights } from './architecture.ts';
import type { Activation, ModelConfig } from './config.ts';

/** x · gain + bias of every row, normalised. @param name of `<name>.weight` and `<name>.bias`, [D] */
export function normalise(
  { layerNormEpsilon }: Pick<ModelConfig, 'layerNormEpsilon'>,
  weights: Weights,
  name: string,
  x: Tensor,
): Tensor {
  return ops.layerNorm(x, weights(`${name}.weight`), weights(`${name}.bias`), layerNormEpsilon);
}

export interface ProjectionOptions {
  /** How `<name>.weight` is stored: `in-out` [in, out] as GPT-2's Conv1D, `out-in` [out, in] as PyTorch's Linear. */
  readonly stored: 'in-out' | 'out-in';
  /** Default true. */
  readonly bias?: boolean;
}

/** x W + b. @param x [..., in] @returns [..., out] */
export function project(weights: Weights, name: string, x: Tensor, { stored, bias = true }: ProjectionOptions): Tensor {
  const product = ops.matmul(x, weights(`${name}.weight`), stored === 'out-in' ? { transposeB: true } : {});
  return bias ? ops.add(product, weights(`${name}.bias`)) : product;
}

export function activate(name: Activation, x: Tensor): Tensor {
  if (name === 'relu') return ops.relu(x);
  return ops.gelu(x, name === 'gelu_erf' ? 'none' : 'tanh');
}
