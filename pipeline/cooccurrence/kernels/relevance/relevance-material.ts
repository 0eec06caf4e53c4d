/** What shards of relevance need beside the prompts: the codes of every feature that fires, and the slot of every position. */
import { concatenated, split } from '../../../../src/concatenated.ts';
import type { Shard } from '../../../../src/run/shards.ts';
import type { AblationSource, ActiveCodes } from './mean-ablation.ts';
import type { Slots } from './slots.ts';

export function relevanceMaterial(codes: ActiveCodes, slots: Slots): Shard {
  const list = (data: Float32Array | Int32Array) => ({ data, dims: [data.length] });
  return {
    active_prompt: list(codes.prompt),
    active_position: list(codes.position),
    active_place: list(codes.feature),
    active_code: list(codes.code),
    slot: list(concatenated(Int32Array, slots.of)),
  };
}

/** @param lengths positions of each prompt */
export function readRelevanceMaterial(
  material: Shard,
  lengths: readonly number[],
): Pick<AblationSource, 'codes' | 'slots'> {
  const whole = (name: string): Int32Array => material[name].data as Int32Array;
  const slot = whole('slot');
  const codes = {
    prompt: whole('active_prompt'),
    position: whole('active_position'),
    feature: whole('active_place'),
    code: material.active_code.data as Float32Array,
  };
  return { codes, slots: { count: slot.reduce((most, one) => Math.max(most, one + 1), 0), of: split(slot, lengths) } };
}
