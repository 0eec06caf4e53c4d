/** What stage `interaction` left in its shards: the plan it ran and the damage of every removal on every prompt. */
import { type Interactions, interactions } from '../../../../src/methods/intervention/removal/indices.ts';
import type { InteractionPlan } from '../../../../src/methods/intervention/removal/removal-plan.ts';
import { readPlan, type ShardFolder } from '../../../../src/run/shards.ts';
import type { ShardPlan } from '../../../../src/run/stage.ts';
import { storedOutcomes } from '../steering/open-interventions.ts';
import { type ActiveOn, everyRemoval } from './active-prompts.ts';

interface StoredPool {
  readonly plan: InteractionPlan;
  /** prompt_id of every steered prompt. */
  readonly promptIds: readonly number[];
  readonly found: Interactions;
}

interface Stored extends ShardPlan {
  readonly plan: InteractionPlan;
  readonly promptIds: readonly number[];
  readonly activeOn: ActiveOn;
}

/** @returns null where the study removed no pairs */
export function storedPool(folder: ShardFolder): StoredPool | null {
  const stored = readPlan<Stored>(folder);
  const { plan, promptIds, activeOn } = stored;
  if (stored.sizes.length === 0) return null;
  const { logitDiff } = storedOutcomes(folder, stored);
  return {
    plan,
    promptIds,
    found: interactions(plan, everyRemoval(plan, activeOn, promptIds.length, logitDiff), promptIds.length),
  };
}

/**
 * What stage `interaction` says of its pool of pairs when it is done: how much was run, or why nothing was.
 * @param prompts number of steered ones @param most `interaction.pairs`
 */
export function noPoolNote(prompts: number, most: number): string {
  if (most === 0) return 'interaction.pairs is 0: no pair is removed';
  return prompts === 0 ? 'no prompt is steered' : 'fewer than two features are in kept clusters';
}

/** @param sizes evaluations of each shard */
export function poolNotes(
  {
    plan,
    promptIds,
    found,
  }: Pick<StoredPool, 'promptIds'> & {
    readonly plan: Pick<StoredPool['plan'], 'count' | 'exhaustive' | 'pairs' | 'features'>;
    readonly found: Pick<StoredPool['found'], 'noiseFloor'>;
  },
  sizes: readonly number[],
): string[] {
  const cells = sizes.reduce((sum, size) => sum + size, 0);
  const kind = plan.exhaustive ? 'every pair' : 'a sample';
  return [
    `${plan.count} removals on ${promptIds.length} prompts, where they change something: ${cells.toLocaleString('en')} evaluations`,
    `${plan.pairs.length} pairs of ${plan.features} features (${kind}), noise floor ${found.noiseFloor.toExponential(1)} logits`,
  ];
}
