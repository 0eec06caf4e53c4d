/** Which pairs of the kept features are removed and on which prompts, fixed before the model is asked. */

import type { Norm } from '../../../../src/engine/model/readable.ts';
import type { Change } from '../../../../src/methods/intervention/change.ts';
import type { SteeredPrompt, SteeringPositions } from '../../../../src/methods/intervention/modes.ts';
import { openControl } from '../../../../src/methods/intervention/removal/controls.ts';
import type { Removable } from '../../../../src/methods/intervention/removal/removal.ts';
import {
  type InteractionPlan,
  interactionPlan,
  pairPool,
  removals,
} from '../../../../src/methods/intervention/removal/removal-plan.ts';
import { type Member, membersById } from '../steering/members.ts';
import { rowsOf } from '../steering/set-directions.ts';
import { type RunPrompt, steeredPrompts } from '../steering/steered-prompts.ts';
import { type NodeMembers, type NodeParts, nodeParts } from '../units/node-members.ts';

export interface RemovalDesign extends NodeParts {
  readonly plan: InteractionPlan;
  /** prompt_id of each steered prompt. */
  readonly promptIds: readonly number[];
  readonly positions: SteeringPositions;
  readonly seed: number;
}

interface RemovalSettings {
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
  nodes: NodeMembers,
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
    promptIds: steeredPrompts(task, which).map(({ prompt_id: id }) => id),
    // The nodes of the kept clusters, ascending; the plan knows them by their places.
    ...nodeParts(
      members.map(({ feature_id: id }) => id),
      nodes,
    ),
    positions,
    seed,
  };
}

/**
 * What the removals of a plan do to the steered prompts: the features' own directions are taken out, then those of the control
 * dictionaries, which are matched to the gradient where they are removed.
 * The steered prompts with what is taken out of them. @param decoder row [D] of each feature, in the residual's own scale
 */
export function removable(
  prompts: readonly SteeredPrompt[],
  { features: featureIds, parts, positions }: Pick<RemovalDesign, 'features' | 'parts' | 'positions'>,
  decoder: ReadonlyMap<number, Float32Array>,
  hasBos: boolean,
): Removable {
  const directions = rowsOf(decoder, featureIds);
  const scales = prompts.map((prompt) => prompt.scales ?? new Float64Array(0));
  return { prompts, scales, featureIds, parts, directions, positions, hasBos };
}

/** @param gradient [ΣT, D] of the steered prompts, one after another @param width D @param norm of the model @returns in the plan's order */
export function removalChanges(
  { plan, seed }: Pick<RemovalDesign, 'plan' | 'seed'>,
  from: Removable,
  gradient: Float32Array,
  { width, norm }: { readonly width: number; readonly norm: Norm },
): Change[] {
  const { prompts, directions } = from;
  const first: number[] = [];
  prompts.forEach((_, i) => first.push((first[i - 1] ?? 0) + (i === 0 ? 0 : prompts[i - 1].resid.length)));
  const gradientAt = (prompt: number, position: number): Float32Array => {
    const at = first[prompt] + position * width;
    return gradient.subarray(at, at + width);
  };
  const controls = Array.from({ length: plan.controls }, (_, k) => openControl(directions, gradientAt, seed, k, norm));
  return removals(plan, from, controls);
}
