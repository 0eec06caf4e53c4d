/** The evaluations of an effect plan on held-out prompts: nothing changed, then each distinct group taken out; and what they lost. */
import type { Change } from '../../../../src/methods/intervention/change.ts';
import type { SweepOutcomes } from '../../../../src/methods/intervention/run-changes.ts';
import type { DirectionAblation } from '../relevance/direction-ablation.ts';
import { activeCodes, type CodeTable } from '../relevance/firing-features.ts';
import type { ActiveCodes, MeanAblation } from '../relevance/mean-ablation.ts';
import { type NodeParts, partsOf } from '../units/node-members.ts';
import type { StoredEffect } from './effect-plan.ts';
import type { StoredCoordinates } from './reference-sources.ts';
import type { Loss } from './selectivity.ts';

/** Prompts of each evaluation; none where nothing is taken out. */
export function askedOf({ groups, asked }: Pick<StoredEffect, 'groups' | 'asked'>): Int32Array[] {
  if (groups.length === 0) return [];
  return Array.from({ length: 1 + groups.length }, () => Int32Array.from(asked));
}

/** How features, directions of the residual and neurons are taken out. */
interface Ablations {
  readonly ablation: Pick<MeanAblation, 'drop'>;
  readonly directions: Pick<DirectionAblation, 'drop'>;
  readonly neurons: Pick<MeanAblation, 'drop'>;
}

/** @param members the features that each node of a group is taken out as */
export function effectChanges(
  { groups }: Pick<StoredEffect, 'groups'>,
  members: Pick<NodeParts, 'parts'>,
  { ablation, directions, neurons }: Ablations,
  coordinates: Pick<StoredCoordinates, 'directions'>,
): Change[] {
  const nothing = ablation.drop([]);
  const taken = groups.map(({ of, features }) => {
    if (of === undefined) return ablation.drop(partsOf(members, features));
    if (of === 'neurons') return neurons.drop(features);
    return directions.drop(features.map((place) => Float64Array.from(coordinates.directions[of][place])));
  });
  return [nothing, ...taken];
}

/** @param outcomes of the evaluations, one after another, each of the held-out prompts */
export function lossesOf(
  { asked }: Pick<StoredEffect, 'asked'>,
  { logitDiff }: Pick<SweepOutcomes, 'logitDiff'>,
): Loss {
  const placeOf = new Map(asked.map((prompt, place) => [prompt, place]));
  return (group, prompt) => {
    const place = placeOf.get(prompt);
    if (place === undefined) throw new Error(`effect: prompt ${prompt} is not held out`);
    return logitDiff[place] - logitDiff[(1 + group) * asked.length + place];
  };
}

/** The codes of the network's features alone, by place among them: nothing else is taken out. */
export function codesOfGroups(codes: CodeTable, features: readonly number[]): ActiveCodes {
  const wanted = new Set(features);
  const rows = Int32Array.from(codes.feature_id.keys()).filter((row) => wanted.has(codes.feature_id[row]));
  const own = {
    prompt_id: rows.map((row) => codes.prompt_id[row]),
    position: rows.map((row) => codes.position[row]),
    feature_id: rows.map((row) => codes.feature_id[row]),
    activation: Float32Array.from(rows, (row) => codes.activation[row]),
    attribution: Float32Array.from(rows, (row) => codes.attribution[row]),
  };
  return activeCodes(own, features);
}
