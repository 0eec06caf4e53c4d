/** What steering needs to know of every active feature over the whole task: how much it matters, how often, and how far it goes. */
import type { FeatureScale } from '../../../../src/methods/intervention/modes.ts';
import type { FeatureTraits } from './matched.ts';

/** One row per non-zero code, of every prompt; equal lengths. */
export interface CodeRows {
  readonly prompt_id: Int32Array;
  readonly position: Int32Array;
  readonly feature_id: Int32Array;
  readonly activation: Float32Array;
  readonly attribution: Float32Array;
}

/**
 * - meanAbsAttribution: mean over prompts of |Σ over positions|; features whose attributions are all zero are left out;
 * - prevalence: share of prompts with a non-zero code;
 * - max: largest code; mean: over all positions of all prompts, zeros counted; position 0 is left out of both where a BOS stands.
 * @param lengths tokens of each prompt
 */
export function featureFacts(
  rows: CodeRows,
  lengths: readonly number[],
  hasBos: boolean,
): ReadonlyMap<number, FeatureTraits & FeatureScale> {
  const positions = lengths.reduce((sum, length) => sum + length - (hasBos ? 1 : 0), 0);
  const sums = new Map<number, { perPrompt: Map<number, number>; max: number; total: number }>();
  for (let i = 0; i < rows.feature_id.length; i++) {
    const feature = rows.feature_id[i];
    const prompt = rows.prompt_id[i];
    const entry = sums.get(feature) ?? { perPrompt: new Map<number, number>(), max: 0, total: 0 };
    sums.set(feature, entry);
    entry.perPrompt.set(prompt, (entry.perPrompt.get(prompt) ?? 0) + rows.attribution[i]);
    if (hasBos && rows.position[i] === 0) continue;
    entry.max = Math.max(entry.max, rows.activation[i]);
    entry.total += rows.activation[i];
  }
  const facts = new Map<number, FeatureTraits & FeatureScale>();
  for (const [feature, { perPrompt, max, total }] of sums) {
    const absolute = [...perPrompt.values()].reduce((sum, value) => sum + Math.abs(value), 0);
    if (absolute === 0) continue;
    facts.set(feature, {
      meanAbsAttribution: absolute / lengths.length,
      prevalence: perPrompt.size / lengths.length,
      max,
      mean: total / positions,
    });
  }
  return facts;
}
