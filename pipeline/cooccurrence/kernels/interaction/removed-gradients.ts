/** The gradients of the steered prompts, which control pairs are matched to, for the shards of stage `interaction`. */
import type { Subject } from '../../../../src/engine/passes/subject.ts';
import type { ShardArray, ShardFolder } from '../../../../src/run/shards.ts';
import { readGradients } from '../nulls/read-gradients.ts';

/** @param lengths tokens of every prompt of the task @param promptIds prompt_id of each steered prompt @returns [ΣT, D], one prompt after another */
export function removedGradients(
  attributed: ShardFolder,
  lengths: readonly number[],
  promptIds: readonly number[],
  { sae, centering }: Subject,
): ShardArray {
  const { values, width, firstRow } = readGradients(attributed, lengths, {
    config: sae.config,
    center: centering.center,
  });
  const positions = promptIds.reduce((sum, id) => sum + lengths[id], 0);
  const data = new Float32Array(positions * width);
  let at = 0;
  for (const id of promptIds) {
    const from = firstRow[id] * width;
    data.set(values.subarray(from, from + lengths[id] * width), at);
    at += lengths[id] * width;
  }
  return { data, dims: [positions, width] };
}
