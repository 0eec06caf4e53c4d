/** What stage `interaction` left in its shards: the plan it ran and the damage of every removal on every prompt. */
import { hasPlan, readPlan, type ShardFolder } from '../../shards.ts';
import { storedOutcomes } from '../run-interventions.ts';
import { type Interactions, interactions } from './indices.ts';
import type { InteractionPlan } from './plan.ts';

export interface StoredPool {
  readonly plan: InteractionPlan;
  /** prompt_id of every steered prompt. */
  readonly kept: readonly number[];
  readonly found: Interactions;
}

interface Stored {
  readonly plan: InteractionPlan;
  readonly kept: readonly number[];
  readonly chunk: number;
  readonly interventions: number;
}

/** @returns null where the study removed no pairs */
export function storedPool(folder: ShardFolder): StoredPool | null {
  if (!hasPlan(folder)) return null;
  const stored = readPlan<Stored>(folder);
  const { logitDiff } = storedOutcomes(folder, stored, stored.interventions * stored.kept.length);
  return { plan: stored.plan, kept: stored.kept, found: interactions(stored.plan, logitDiff, stored.kept.length) };
}
