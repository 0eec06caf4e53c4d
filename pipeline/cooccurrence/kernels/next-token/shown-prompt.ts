/**
 * On which prompt a feature's push is shown: the steered one with its largest code, of equal ones the first. A BOS does not count, as it
 * does not in a feature's scale (feature-facts.ts).
 */
import type { CodeRows } from '../steering/feature-facts.ts';

interface Shown {
  readonly promptId: number;
  /** Why it is not one that the feature fires on. */
  readonly reason: string | null;
}

/** @param promptIds steered prompts, ascending and at least one @param first position from which codes count */
export function shownPrompts(
  features: readonly number[],
  promptIds: readonly number[],
  codes: Pick<CodeRows, 'prompt_id' | 'position' | 'feature_id' | 'activation'>,
  first: 0 | 1,
): Map<number, Shown> {
  const steered = new Set(promptIds);
  const most = new Map(features.map((feature) => [feature, { promptId: promptIds[0], activation: 0 }]));
  codes.feature_id.forEach((feature, i) => {
    const own = most.get(feature);
    const [promptId, activation] = [codes.prompt_id[i], codes.activation[i]];
    if (own === undefined || codes.position[i] < first || !steered.has(promptId) || activation < own.activation) return;
    if (activation > own.activation || promptId < own.promptId) most.set(feature, { promptId, activation });
  });
  const silent = 'silent on every steered prompt, of which this is the first';
  return new Map(
    [...most].map(([feature, { promptId, activation }]) => [feature, { promptId, reason: activation > 0 ? null : silent }]), // biome-ignore format: one line
  );
}
