/**
 * Floating-point operations of a transformer's matrix products, two for each multiplication and addition. Everything else a model does
 * (normalisation, softmax, activations) is left out: it is a few percent at GPT-2's widths.
 *
 * A block at T positions: 2T(4D² + 2D·I) for its projections and 4T²D for attention, D the width, I that of the feed-forward. A gated
 * feed-forward has 3D·I; keys and values that heads share are counted as if each had its own.
 */
import { blockWeights, feedForwardWeights, type ModelConfig } from '../../../../src/engine/model/config.ts';

export type Sizes = Pick<ModelConfig, 'nLayers' | 'dModel' | 'dInner' | 'gated' | 'vocabSize'>;

export function blockFlops(sizes: Sizes, positions: number): number {
  const { dModel: D } = sizes;
  return 2 * positions * blockWeights(sizes) + 4 * positions ** 2 * D;
}

/** Float32 weights of one block, biases and norms left out. */
export function blockBytes(sizes: Sizes): number {
  return 4 * blockWeights(sizes);
}

/** The blocks before the hook, at every position. */
export function headFlops(sizes: Sizes, blocksBefore: number, positions: number): number {
  return blocksBefore * blockFlops(sizes, positions);
}

/** The blocks after the hook, the last of them for one position only, without the unembedding. */
export function tailFlops(sizes: Sizes, blocksBefore: number, positions: number): number {
  return positions * rowFlops(sizes, blocksBefore) + sequenceFlops(sizes, blocksBefore, positions);
}

/** Of them what a position costs, however many sequences share it: projections, in the last block keys and values alone. */
export function rowFlops(sizes: Sizes, blocksBefore: number): number {
  const { nLayers, dModel: D } = sizes;
  const whole = nLayers - blocksBefore - 1;
  return whole < 0 ? 0 : whole * 2 * blockWeights(sizes) + 2 * 2 * D * D;
}

/** And what a sequence costs: attention, and the rest of the last block for its last position. */
export function sequenceFlops(sizes: Sizes, blocksBefore: number, positions: number): number {
  const { nLayers, dModel: D } = sizes;
  const whole = nLayers - blocksBefore - 1;
  return whole < 0
    ? 0
    : whole * 4 * positions ** 2 * D + 2 * (2 * D * D + feedForwardWeights(sizes)) + 4 * positions * D;
}

/** Logits of one position. */
export function unembeddingFlops({ dModel, vocabSize }: Sizes): number {
  return 2 * dModel * vocabSize;
}
