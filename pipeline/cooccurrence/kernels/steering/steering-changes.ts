/**
 * What the interventions of a plan do to the steered prompts: each pushes along the directions of its set, in the units of its features.
 * A set is as long as the sum of its directions, ‖Σ d‖.
 */
import type { Norm } from '../../../../src/engine/model/readable.ts';
import type { Subject } from '../../../../src/engine/passes/subject.ts';
import { type Change, pushChange } from '../../../../src/methods/intervention/change.ts';
import { type FeatureScale, type SteeredPrompt, scaleOf } from '../../../../src/methods/intervention/modes.ts';
import type { NodeMembers } from '../units/node-members.ts';
import type { SteeringSet } from './design.ts';
import type { SetNorm } from './doses.ts';
import { norm as length, type PushedSet, setDirections, sumOf } from './set-directions.ts';
import type { SteeringPlan, SteeringSettings } from './steering-plan.ts';

/** What the site of a study says of every push. */
interface SteeredSite {
  /** D */
  readonly width: number;
  /** The model's normalisation. */
  readonly norm: Norm;
  /** Whether position 0 is a BOS. */
  readonly hasBos: boolean;
}

export function siteOf({ model, sae }: Pick<Subject, 'model' | 'sae'>): SteeredSite {
  const { dModel: width, norm } = model.config;
  return { width, norm, hasBos: sae.config.prependBos };
}

/** A plan with what is known of its features. */
export interface ScaledPlan extends SteeringPlan {
  readonly settings: SteeringSettings;
  /** Of every feature of the sets. */
  readonly scales: readonly (readonly [number, FeatureScale])[];
}

/** As they come up, again where two sets share one. */
export function featuresOf(sets: readonly Pick<SteeringSet, 'featureIds'>[]): number[] {
  return sets.flatMap(({ featureIds }) => featureIds);
}

/** Each set with the features of its nodes: a push along a node is one along every feature of it. */
export function pushedSets(sets: readonly SteeringSet[], members: NodeMembers): readonly PushedSet[] {
  if (!members.merged) return sets;
  return sets.map((set) => ({
    ...set,
    featureIds: members.all(set.featureIds),
    places: set.featureIds.flatMap((node, place) => members.of(node).map(() => place)),
  }));
}

/** Scale of every feature of the sets, once each, in the order in which they come up. */
export function featureScales(
  sets: readonly Pick<SteeringSet, 'featureIds'>[],
  facts: ReadonlyMap<number, FeatureScale>,
  globalMaxima: ReadonlyMap<number, number>,
): [number, FeatureScale][] {
  return [...new Set(featuresOf(sets))].map((id) => [id, scaleOf(facts.get(id), globalMaxima.get(id))]);
}

/** @param prompts those that are steered @param rows decoder row [D] of each feature of the sets @returns the directions of each set */
function directionsOf(
  sets: readonly PushedSet[],
  prompts: readonly Pick<SteeredPrompt, 'resid'>[],
  rows: ReadonlyMap<number, Float32Array>,
  { width, norm, seed }: Pick<SteeredSite, 'width' | 'norm'> & { readonly seed: number },
): Float32Array[][] {
  const lastResiduals = prompts.map(({ resid }) => resid.subarray(resid.length - width));
  const sources = { rows, lastResiduals, seed, norm };
  return sets.map((set) => setDirections(set, sources));
}

export function setNorms(...of: Parameters<typeof directionsOf>): SetNorm[] {
  const [, , , { width }] = of;
  return directionsOf(...of).map((directions) => ({
    norm: length(sumOf(directions, width)),
    apart: directions.reduce((sum, direction) => sum + length(direction), 0),
  }));
}

/** @returns one change an intervention, in their order */
export function steeringChanges(
  {
    sets,
    interventions,
    settings,
    scales: known,
  }: Omit<ScaledPlan, 'norms' | 'doses' | 'notes' | 'sets'> & {
    readonly sets: readonly PushedSet[];
  },
  prompts: readonly SteeredPrompt[],
  rows: ReadonlyMap<number, Float32Array>,
  { width, norm, hasBos }: SteeredSite,
): Change[] {
  const { seed, steering } = settings;
  const directions = directionsOf(sets, prompts, rows, { width, norm, seed });
  const scaleOfFeature = new Map(known);
  return interventions.map(({ setId, mode, coefficient }) => {
    const { featureIds } = sets[setId];
    const scales = featureIds.map((feature) =>
      scaleOf(scaleOfFeature.get(feature), scaleOfFeature.get(feature)?.globalMax),
    );
    const push = { mode, featureIds, directions: directions[setId], scales, coefficient, norm };
    return pushChange(prompts, push, steering.positions, hasBos);
  });
}
