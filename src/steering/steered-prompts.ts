/** What steering needs of each kept prompt, from the shards of the `attribute` stage: its residual and where features are active. */
import type { Batch } from '../model/batches.ts';
import { readPlan, type Shard, type ShardFolder } from '../shards.ts';
import type { SteeredPrompt } from './apply.ts';

/**
 * @param kept prompt_ids in the order of the result
 * @param features features whose active positions are listed
 */
export function readSteeredPrompts(
  folder: ShardFolder,
  kept: readonly number[],
  features: ReadonlySet<number>,
): SteeredPrompt[] {
  const { batches } = readPlan<{ batches: Batch[] }>(folder);
  const found = new Map<number, SteeredPrompt>();
  batches.forEach((batch, index) => {
    if (!batch.rows.some((row) => kept.includes(row))) return;
    const { resid, row, position, feature } = folder.read(index) as Required<Shard>;
    const size = resid!.dims[1]! * resid!.dims[2]!;
    const active = batch.rows.map(() => new Map<number, number[]>());
    feature!.data.forEach((id, i) => {
      if (!features.has(id)) return;
      const own = active[row!.data[i]!]!;
      const positions = own.get(id) ?? [];
      own.set(id, positions);
      positions.push(position!.data[i]!);
    });
    batch.rows.forEach((prompt, b) => {
      found.set(prompt, { resid: (resid!.data as Float32Array).slice(b * size, (b + 1) * size), active: active[b]! });
    });
  });
  return kept.map((prompt) => {
    const steered = found.get(prompt);
    if (steered === undefined) throw new Error(`steering: no shard holds prompt ${prompt}`);
    return steered;
  });
}
