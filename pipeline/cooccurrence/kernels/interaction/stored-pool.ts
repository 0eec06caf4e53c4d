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
  readonly kept: readonly number[];
  readonly found: Interactions;
}

interface Stored extends ShardPlan {
  readonly plan: InteractionPlan;
  readonly kept: readonly number[];
  readonly activeOn: ActiveOn;
}

/** @returns null where the study removed no pairs */
export function storedPool(folder: ShardFolder): StoredPool | null {
  const stored = readPlan<Stored>(folder);
  const { plan, kept, activeOn } = stored;
  if (stored.sizes.length === 0) return null;
  const { logitDiff } = storedOutcomes(folder, stored);
  return { plan, kept, found: interactions(plan, everyRemoval(plan, activeOn, kept.length, logitDiff), kept.length) };
}

/**
 * What stage `interaction` says of its pool of pairs when it is done: how much was run, or why nothing was.
 * @param kept number of steered prompts @param most `interaction.pairs`
 */
export function noPoolNote(kept: number, most: number): string {
  if (most === 0) return 'interaction.pairs is 0: no pair is removed';
  return kept === 0 ? 'no prompt is steered' : 'fewer than two features are in kept clusters';
}

/** @param sizes evaluations of each shard */
export function poolNotes(
  {
    plan,
    kept,
    found,
  }: Pick<StoredPool, 'kept'> & {
    readonly plan: Pick<StoredPool['plan'], 'count' | 'exhaustive' | 'pairs' | 'features'>;
    readonly found: Pick<StoredPool['found'], 'noiseFloor'>;
  },
  sizes: readonly number[],
): string[] {
  const cells = sizes.reduce((sum, size) => sum + size, 0);
  const kind = plan.exhaustive ? 'every pair' : 'a sample';
  return [
    `${plan.count} removals on ${kept.length} prompts, where they change something: ${cells.toLocaleString('en')} evaluations`,
    `${plan.pairs.length} pairs of ${plan.features} features (${kind}), noise floor ${found.noiseFloor.toExponential(1)} logits`,
  ];
}
