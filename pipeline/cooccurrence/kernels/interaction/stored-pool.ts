/** What stage `interaction` left in its shards: the plan it ran and the damage of every removal on every prompt. */

import { type Interactions, interactions } from '../../../../src/methods/intervention/removal/indices.ts';
import type { InteractionPlan } from '../../../../src/methods/intervention/removal/removal-plan.ts';
import { readPlan, type ShardFolder } from '../../../../src/run/shards.ts';
import type { ShardPlan } from '../../../../src/run/stage.ts';
import { storedOutcomes } from '../steering/open-interventions.ts';
import { type ActiveOn, everyRemoval } from './active-prompts.ts';

export interface StoredPool {
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
