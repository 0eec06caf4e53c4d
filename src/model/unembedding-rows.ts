/** Rows of the unembedding, read from the weights file one by one: contrasts need a handful of the vocabulary's. */
import type { ModelFiles } from './files.ts';
import { readRows } from './tensor-values.ts';

/** @returns token → its unembedding row, [D] */
export async function unembeddingRows(
  { config, tensors }: ModelFiles,
  tokens: readonly number[],
): Promise<ReadonlyMap<number, Float32Array>> {
  const entry = tensors.get(config.tied ? 'wte.weight' : 'lm_head.weight');
  if (entry === undefined) throw new Error('unembedding: the model has no such tensor');
  const rows = new Map<number, Float32Array>();
  for (const token of new Set(tokens)) rows.set(token, await readRows(entry, token, token + 1));
  return rows;
}
