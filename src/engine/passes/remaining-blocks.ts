/**
 * The model from the hook to its answer, at the last position only: every block after the hook, the last of them computed for
 * one position, the final normalisation, and the contrast.
 */
import type { Architecture } from '../model/architecture.ts';
import { type Layout, sideBySide } from '../model/layout.ts';
import type { Tensor } from '../onnx/onnx-graph.ts';
import * as ops from '../onnx/ops.ts';

/**
 * @param x residual at the hook, rows as the layout has them
 * @param blocksBefore blocks that ran before the hook
 * @returns the normalised last state, [B, D]
 */
export function remainingBlocks(
  model: Architecture,
  x: Tensor,
  blocksBefore: number,
  layout: Layout = sideBySide,
): Tensor {
  const final = model.layers - 1;
  let state = x;
  for (let layer = blocksBefore; layer < final; layer++) state = model.block(layer, state, { layout });
  const last = blocksBefore > final ? layout.last(x) : model.block(final, state, { layout, lastOnly: true });
  return ops.squeeze(model.finalNorm(last), [1]);
}

/** m = u · state for each prompt: the logit difference without subtracting two large logits. @param contrast u, [B, D] */
export function contrastOf(state: Tensor, contrast: Tensor): Tensor {
  return ops.reduceSum(ops.mul(state, contrast), [1]);
}
