/** The layers that architectures share, over weights by name: normalisation, projection, feed-forward activation, weights by head. */

import type { Tensor } from '../../onnx/onnx-graph.ts';
import * as ops from '../../onnx/ops.ts';
import type { Weights } from '../architecture.ts';
import type { Activation, ModelConfig } from '../config.ts';
import { readableTensor } from '../readable.ts';

/** What is done inside one normalisation; as the visits of a block (site.ts). */
export interface NormVisits {
  /** The factor 1/√(σ² + ε) of every row, [..., 1]. */
  readonly scale?: ((x: Tensor) => Tensor) | undefined;
  /** The normalised row before gain and bias. */
  readonly normed?: ((x: Tensor) => Tensor) | undefined;
}

/**
 * x · gain + bias of every row, normalised; RMS normalisation has no bias. With the model's own scale it is one operator; with another one
 * it is linear in x.
 * @param name of `<name>.weight` and `<name>.bias`, [D]
 */
export function normalise(
  { norm, normEpsilon }: Pick<ModelConfig, 'norm' | 'normEpsilon'>,
  weights: Weights,
  name: string,
  x: Tensor,
  visits: NormVisits = {},
): Tensor {
  const gain = weights(`${name}.weight`);
  const bias = norm === 'layer' ? weights(`${name}.bias`) : undefined;
  const own =
    bias === undefined ? ops.rmsNormalised(x, gain, normEpsilon) : ops.layerNormalised(x, gain, bias, normEpsilon);
  const scale = visits.scale?.(own.scale) ?? own.scale;
  if (scale === own.scale && visits.normed === undefined) return own.output;
  const normed = ops.mul(readableTensor(norm, x), scale);
  const given = visits.normed?.(normed) ?? normed;
  if (scale === own.scale && given === normed) return own.output;
  const gained = ops.mul(given, gain);
  return bias === undefined ? gained : ops.add(gained, bias);
}

interface ProjectionOptions {
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
  // Ramachandran, Zoph & Le, https://arxiv.org/abs/1710.05941
  if (name === 'silu') return ops.mul(x, ops.sigmoid(x));
  return ops.gelu(x, name === 'gelu_erf' ? 'none' : 'tanh');
}

/**
 * Weights of projections by head, [in, H·S] → [H, in, S]. Heads stand side by side: head h has the columns (or rows) h·S to (h + 1)·S,
 * S = width / heads.
 */
export function splitColumns(weight: Tensor, heads: number): Tensor {
  const [rows, width] = sizesOf(weight);
  return ops.transpose(ops.reshape(weight, [rows, heads, width / heads]), [1, 0, 2]);
}

/** [H·S, out] → [H, S, out] */
export function splitRows(weight: Tensor, heads: number): Tensor {
  const [width, columns] = sizesOf(weight);
  return ops.reshape(weight, [heads, width / heads, columns]);
}

/** [H·S] → [H, S] */
export function splitBias(bias: Tensor, heads: number): Tensor {
  const [width] = sizesOf(bias);
  return ops.reshape(bias, [heads, width / heads]);
}

function sizesOf({ name, shape }: Tensor): [number, number] {
  if (!shape.every((dim) => typeof dim === 'number')) throw new RangeError(`heads: ${name} of shape [${shape}]`);
  return shape as [number, number];
}
