/** Rows of the unembedding, read from the weights file one by one: contrasts need a handful of the vocabulary's. */

import { readRows } from './files/tensor-values.ts';
import { type ModelFiles, unembeddingOf } from './model-files.ts';

/** @returns token → its unembedding row, [D] */
export async function unembeddingRows(
  model: ModelFiles,
  tokens: readonly number[],
): Promise<ReadonlyMap<number, Float32Array>> {
  const entry = unembeddingOf(model);
  const rows = new Map<number, Float32Array>();
  for (const token of new Set(tokens)) rows.set(token, await readRows(entry, token, token + 1));
  return rows;
}
