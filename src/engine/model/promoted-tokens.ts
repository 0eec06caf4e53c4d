/**
 * Which tokens a direction in the residual raises or lowers when the unembedding reads it with no block in between (logit
 * lens; nostalgebraist 2020). Weight of token v = (r ∘ gain) · W_U[v], r the part of d that a normalisation reads (readable.ts), minus its mean over the vocabulary: what the
 * last normalisation does to a direction but for the state's own scale, and a common shift of all logits changes nothing.
 */
import { openBlockProducts } from '../onnx/block-product.ts';
import type { ModelConfig } from './config.ts';
import { readRows, readTensor } from './files/tensor-values.ts';
import { type ModelFiles, unembeddingOf } from './model-files.ts';
import { unreadableMean } from './readable.ts';

export interface PromotedToken {
  readonly featureId: number;
  readonly direction: 'promoted' | 'suppressed';
  /** 0 is the strongest. */
  readonly rank: number;
  readonly tokenId: number;
  readonly weight: number;
}

/** Tokens read and multiplied at a time: 8192 rows of 768 are 25 MB. */
const BLOCK_TOKENS = 8192;

/** @param rows feature → its direction, [D] @param blankIds ids that no token has: neither ranked nor in the mean @returns `count` tokens each way per feature, in the order of the map */
export async function promotedTokens(
  model: ModelFiles,
  rows: ReadonlyMap<number, Float32Array>,
  count: number,
  threads: number,
  blankIds: readonly number[] = [],
): Promise<PromotedToken[]> {
  const { vocabSize: V, dModel: D } = model.config;
  const most = Math.floor((V - blankIds.length) / 2);
  if (!Number.isInteger(count) || count < 1 || count > most) {
    throw new RangeError(`promoted tokens: count ${count}, expected a whole number from 1 to ${most}`);
  }
  const unembedding = unembeddingOf(model);
  const gainEntry = model.tensors.get(model.family.finalGain);
  if (gainEntry === undefined) throw new Error('promoted tokens: the model has no last normalisation');
  const directions = normalised([...rows.values()], await readTensor(gainEntry), model.config);
  const weights = new Float32Array(rows.size * V); // [F, V] row-major
  const products = await openBlockProducts(threads);
  try {
    for (let begin = 0; begin < V; begin += BLOCK_TOKENS) {
      const end = Math.min(V, begin + BLOCK_TOKENS);
      const block = await products.product(directions, await readRows(unembedding, begin, end), D);
      for (let f = 0; f < rows.size; f++)
        weights.set(block.subarray(f * (end - begin), (f + 1) * (end - begin)), f * V + begin);
    }
  } finally {
    await products.release();
  }
  const blanks = new Set(blankIds);
  const tokens = Int32Array.from({ length: V }, (_, token) => token).filter((token) => !blanks.has(token));
  return [...rows.keys()].flatMap((featureId, f) =>
    extremes(featureId, weights.subarray(f * V, (f + 1) * V), tokens, count),
  );
}

/** r ∘ gain of every direction, [F, D] row-major. */
function normalised(
  rows: readonly Float32Array[],
  gain: Float32Array,
  { dModel: D, norm }: Pick<ModelConfig, 'dModel' | 'norm'>,
): Float32Array {
  const out = new Float32Array(rows.length * D);
  rows.forEach((row, f) => {
    if (row.length !== D) throw new RangeError(`promoted tokens: a direction of ${row.length}, expected ${D}`);
    const mean = unreadableMean(norm, row);
    for (let d = 0; d < D; d++) out[f * D + d] = (row[d] - mean) * gain[d];
  });
  return out;
}

/** @param tokens ids that are ranked, ascending */
function extremes(featureId: number, weights: Float32Array, tokens: Int32Array, count: number): PromotedToken[] {
  const mean = tokens.reduce((sum, token) => sum + weights[token], 0) / tokens.length;
  const order = tokens.slice().sort((a, b) => weights[b] - weights[a] || a - b);
  const row = (direction: PromotedToken['direction'], tokenId: number, rank: number): PromotedToken => ({
    featureId,
    direction,
    rank,
    tokenId,
    weight: weights[tokenId] - mean,
  });
  return [
    ...Array.from(order.subarray(0, count), (token, rank) => row('promoted', token, rank)),
    ...Array.from(order.subarray(-count).reverse(), (token, rank) => row('suppressed', token, rank)),
  ];
}
