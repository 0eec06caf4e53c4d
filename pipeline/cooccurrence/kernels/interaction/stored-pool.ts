/** What stage `interaction` left in its shards: the plan it ran and the damage of every removal on every prompt. */

import { type Interactions, interactions } from '../../../../src/methods/intervention/removal/indices.ts';
import type { InteractionPlan } from '../../../../src/methods/intervention/removal/removal-plan.ts';
import { hasPlan, readPlan, type ShardFolder } from '../../../../src/run/shards.ts';
import { storedOutcomes } from '../steering/run-interventions.ts';
import { type Acting, everyRemoval, removalPrompts } from './active-prompts.ts';

export interface StoredPool {
  readonly plan: InteractionPlan;
  /** prompt_id of every steered prompt. */
  readonly kept: readonly number[];
  readonly found: Interactions;
}

interface Stored {
  readonly plan: InteractionPlan;
  readonly kept: readonly number[];
  readonly acting: Acting;
  readonly chunk: number;
  readonly interventions: number;
}

/** @returns null where the study removed no pairs */
export function storedPool(folder: ShardFolder): StoredPool | null {
  if (!hasPlan(folder)) return null;
  const stored = readPlan<Stored>(folder);
  const { plan, kept, acting } = stored;
  const cells = removalPrompts(plan, acting, kept.length).reduce((sum, own) => sum + own.length, 0);
  const { logitDiff } = storedOutcomes(folder, stored, cells);
  return { plan, kept, found: interactions(plan, everyRemoval(plan, acting, kept.length, logitDiff), kept.length) };
}
