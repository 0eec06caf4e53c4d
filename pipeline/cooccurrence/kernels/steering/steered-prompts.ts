/** What steering needs of each steered prompt, from the shards of the `attribute` stage: its residual and the codes of some features. */
import type { MixedBatch } from '../../../../src/engine/passes/batches.ts';
import type { SteeredPrompt } from '../../../../src/methods/intervention/modes.ts';
import { readPlan, type Shard, type ShardFolder } from '../../../../src/run/shards.ts';

/**
 * @param promptIds prompt_ids in the order of the result
 * @param features features whose codes are kept
 */
export function readSteeredPrompts(
  folder: ShardFolder,
  promptIds: readonly number[],
  features: ReadonlySet<number>,
): SteeredPrompt[] {
  const { batches } = readPlan<{ batches: MixedBatch[] }>(folder);
  const found = new Map<number, SteeredPrompt>();
  batches.forEach((batch, index) => {
    if (!batch.rows.some((row) => promptIds.includes(row))) return;
    const { resid, row, position, feature, activation } = folder.read(index) as Required<Shard>;
    const width = resid.dims[1];
    const codes = batch.rows.map(() => new Map<number, Float32Array>());
    feature.data.forEach((id, i) => {
      if (!features.has(id)) return;
      const b = row.data[i];
      const own = codes[b];
      const perPosition = own.get(id) ?? new Float32Array(batch.lengths[b]);
      own.set(id, perPosition);
      perPosition[position.data[i]] = activation.data[i];
    });
    let from = 0;
    batch.rows.forEach((prompt, b) => {
      const to = from + batch.lengths[b] * width;
      found.set(prompt, { resid: (resid.data as Float32Array).slice(from, to), codes: codes[b] });
      from = to;
    });
  });
  return promptIds.map((prompt) => {
    const steered = found.get(prompt);
    if (steered === undefined) throw new Error(`steering: no shard holds prompt ${prompt}`);
    return steered;
  });
}

/** The prompts that steering is run on: all of them, or those whose answer the unsteered model ranks first. */

/** A row of the query prompts_to_run. */
export interface RunPrompt {
  readonly prompt_id: number;
  readonly answer: string;
  readonly answer_token: number;
  readonly foil: string | null;
  readonly foil_token: number | null;
  readonly accepted_tokens: readonly number[];
  readonly n_tokens: number;
  readonly answer_rank: number;
  readonly tokens: readonly number[];
}

interface Ranked {
  readonly answer_rank: number;
}

export function isSteered(which: 'all' | 'rank0'): (prompt: Ranked) => boolean {
  return ({ answer_rank: rank }) => which === 'all' || rank === 0;
}

export function steeredPrompts<Row extends Ranked>(rows: readonly Row[], which: 'all' | 'rank0'): Row[] {
  return rows.filter(isSteered(which));
}
