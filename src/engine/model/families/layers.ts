/** The layers that architectures share, over weights by name: normalisation, projection, feed-forward activation. */
import type { Tensor } from '../../onnx/onnx-graph.ts';
import * as ops from '../../onnx/ops.ts';
import type { Weights } from '../architecture.ts';
import type { Activation, ModelConfig } from '../config.ts';

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
  /** From which column of the result to which (exclusive), where not all are wanted; of `in-out` weights. */
  readonly columns?: readonly [from: number, to: number];
}

/** x W + b. @param x [..., in] @returns [..., out] */
export function project(weights: Weights, name: string, x: Tensor, options: ProjectionOptions): Tensor {
  const { stored, bias = true, columns } = options;
  // A piece of a constant is cut out when the session loads.
  const part = (w: Tensor): Tensor => (columns === undefined ? w : ops.slice(w, w.rank - 1, ...columns));
  const product = ops.matmul(x, part(weights(`${name}.weight`)), stored === 'out-in' ? { transposeB: true } : {});
  return bias ? ops.add(product, part(weights(`${name}.bias`))) : product;
}

export function activate(name: Activation, x: Tensor): Tensor {
  if (name === 'relu') return ops.relu(x);
  return ops.gelu(x, name === 'gelu_erf' ? 'none' : 'tanh');
}
