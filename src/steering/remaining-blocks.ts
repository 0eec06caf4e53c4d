/**
 * The model from the hook to its answer, at the last position only: every block after the hook, the last of them computed for
 * one position, the final normalisation, and the contrast.
 */
import type { Architecture } from '../model/architecture.ts';
import type { Tensor } from '../onnx/graph.ts';
import * as ops from '../onnx/ops.ts';

/**
 * @param x residual at the hook, [B, T, D]
 * @param blocksBefore blocks that ran before the hook
 * @returns the normalised last state, [B, D]
 */
export function remainingBlocks(model: Architecture, x: Tensor, blocksBefore: number): Tensor {
  let state = x;
  for (let layer = blocksBefore; layer < model.layers; layer++) {
    state = model.block(layer, state, { lastOnly: layer === model.layers - 1 });
  }
  const last = state.shape[1] === 1 ? state : ops.slice(state, 1, -1);
  return ops.squeeze(model.finalNorm(last), [1]);
}

/** m = u · state for each prompt: the logit difference without subtracting two large logits. @param contrast u, [B, D] */
export function contrastOf(state: Tensor, contrast: Tensor): Tensor {
  return ops.reduceSum(ops.mul(state, contrast), [1]);
}
