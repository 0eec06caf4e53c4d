/** What is known of the features that fire on the task before anything is taken out: mass, |attribution|, and which may be drawn. */
import type { ActiveCodes } from './mean-ablation.ts';

export interface FiringFeatures {
  /** Σ f over all prompts and positions. */
  readonly mass: Float64Array;
  /** Σ |attribution| over the first half's prompts and the positions that count. */
  readonly attribution: Float64Array;
  /** Those with a code on two prompts or more, ascending. */
  readonly candidates: readonly number[];
}

/** Rows of the query `codes`: every code that is not 0, by prompt, then position. */
export interface CodeTable {
  readonly prompt_id: Int32Array;
  readonly position: Int32Array;
  readonly feature_id: Int32Array;
  readonly activation: Float32Array;
  readonly attribution: Float32Array;
}

/** Feature ids of those that fire, ascending: a feature's place is its index here. */
export function firingIds({ feature_id: ids }: Pick<CodeTable, 'feature_id'>): number[] {
  return [...new Set(ids)].sort((a, b) => a - b);
}

/** The codes by place. */
export function activeCodes(table: CodeTable, firing: readonly number[]): ActiveCodes {
  const places = new Map(firing.map((id, place) => [id, place]));
  const feature = table.feature_id.map((id) => places.get(id) ?? -1);
  return { prompt: table.prompt_id, position: table.position, feature, code: table.activation };
}

/** @param counts whether a prompt's attributions are summed: those of the half that finds @param skip positions from 0 that are left out */
export function firingFeatures(
  { prompt, position, feature, code }: ActiveCodes,
  attributions: Float32Array,
  features: number,
  { counts, skip }: { counts(prompt: number): boolean; readonly skip: number },
): FiringFeatures {
  const [mass, attribution] = [new Float64Array(features), new Float64Array(features)];
  const prompts = new Int32Array(features);
  const last = new Int32Array(features).fill(-1);
  for (let k = 0; k < feature.length; k++) {
    const i = feature[k];
    mass[i] += code[k];
    // Codes stand by prompt, so a prompt is counted when it is met first.
    if (last[i] !== prompt[k]) prompts[i]++;
    last[i] = prompt[k];
    if (position[k] >= skip && counts(prompt[k])) attribution[i] += Math.abs(attributions[k]);
  }
  return { mass, attribution, candidates: Array.from(prompts, (_, i) => i).filter((i) => prompts[i] >= 2) };
}
