/** Which pairs of the kept features are removed and on which prompts, fixed before the model is asked. */
import type { SteeringPositions } from '../../../../src/methods/intervention/modes.ts';
import {
  type InteractionPlan,
  interactionPlan,
  pairPool,
} from '../../../../src/methods/intervention/removal/removal-plan.ts';
import { type Member, membersById } from '../steering/members.ts';
import { keptPrompts, type RunPrompt } from '../steering/steered-subset.ts';

export interface RemovalDesign {
  readonly plan: InteractionPlan;
  /** prompt_id of each steered prompt. */
  readonly kept: readonly number[];
  /** Features of the kept clusters, ascending; the plan knows them by their places. */
  readonly featureIds: readonly number[];
  readonly positions: SteeringPositions;
  readonly seed: number;
}

export interface RemovalSettings {
  readonly seed: number;
  /** Largest number of pairs. */
  readonly pairs: number;
  /** Number of control dictionaries. */
  readonly controls: number;
  readonly positions: SteeringPositions;
  readonly prompts: 'all' | 'rank0';
}

export function removalDesign(
  { seed, pairs, controls, positions, prompts: which }: RemovalSettings,
  clustered: readonly Member[],
  task: readonly Pick<RunPrompt, 'prompt_id' | 'answer_rank'>[],
): RemovalDesign {
  const members = membersById(clustered);
  const pool = pairPool(
    members.map(({ cluster }) => cluster),
    pairs,
    seed,
  );
  return {
    plan: interactionPlan(members.length, pool, controls),
    kept: keptPrompts(task, which).map(({ prompt_id: id }) => id),
    featureIds: members.map(({ feature_id: id }) => id),
    positions,
    seed,
  };
}
