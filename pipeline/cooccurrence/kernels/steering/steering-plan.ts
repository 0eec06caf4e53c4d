/**
 * Everything that a study steers, at which doses and on which prompts, fixed before anything is run. `cofire check` prices this same plan
 * with assumed features where no run has found any.
 */

import type { CooccurrenceStudy } from '../../settings.ts';
import { type DesignInput, designSets, type SteeringSet } from './design.ts';
import { cancels, type Dose, type Intervention, planDoses, type SetNorm } from './doses.ts';
import { poolSets } from './equal-norm-pairs.ts';
import { type ExperimentInput, experimentSets } from './experiments.ts';
import type { FeatureTraits } from './matched.ts';
import { promptsOfInterventions, promptsOfSets } from './prompts-per-set.ts';

export interface SteeringPlanSource {
  /** Features of each kept cluster. */
  readonly clusters: ReadonlyMap<number, readonly number[]>;
  readonly selected: readonly number[];
  readonly traits: ReadonlyMap<number, FeatureTraits>;
  /** Features of largest attribution, largest first. */
  readonly carriers: readonly number[];
  /** Collinear groups. */
  readonly groups: readonly (readonly number[])[];
  /** Whether largest codes on generic text are known. */
  readonly hasMaxima: boolean;
  /** Whether two features write nearly one direction. */
  alike(a: number, b: number): boolean;
  norms(sets: readonly SteeringSet[]): readonly SetNorm[];
  /** λ of the experiment smallest-attribution; NaN without features. */
  readonly smallestAttribution: number;
}

export interface SteeringPlan {
  readonly sets: readonly SteeringSet[];
  readonly notes: readonly string[];
  /** ‖Σ d‖ by set_id. */
  readonly norms: readonly number[];
  readonly doses: readonly Dose[];
  readonly interventions: readonly Intervention[];
}

/** The sets alone: which features are steered. */
export function steeredSets(
  { steering, seed }: SteeringSettings,
  {
    clusters,
    selected,
    traits,
    carriers,
    groups,
    hasMaxima,
    alike,
  }: Omit<SteeringPlanSource, 'norms' | 'smallestAttribution'>,
): Pick<SteeringPlan, 'sets' | 'notes'> {
  const { arms, set_sizes: sizes, sets_per_cell: setsPerCell, pool_pairs: poolPairs, experiments } = steering;
  const design = { clusters, selected, traits, carriers, arms, sizes, setsPerCell, seed };
  return planSteering({ ...design, poolPairs, alike, experiments, groups, hasMaxima });
}

export function steeringPlan(settings: SteeringSettings, source: SteeringPlanSource): SteeringPlan {
  const { steering } = settings;
  const { sets, notes } = steeredSets(settings, source);
  const norms = source.norms(sets);
  const { doses, interventions } = planDoses(sets, norms, {
    mode: steering.mode,
    baseFactor: steering.base_factor,
    singleFactors: steering.single_factors,
    factors: steering.factors,
    scalings: steering.scaling,
    poolFactors: steering.pool_factors,
    smallestAttribution: source.smallestAttribution,
  });
  const lost = sets.filter(({ setId }) => cancels(norms[setId])).length;
  const left = `${lost} of ${sets.length} sets write directions that cancel, and are not run at equal norm`;
  return {
    sets,
    notes: lost === 0 ? notes : [...notes, left],
    norms: norms.map(({ norm }) => norm),
    doses,
    interventions,
  };
}

/** Prompts of every set and of every intervention, as indices. @param strata of each steered prompt */
export function steeredOn(
  { steering, seed }: SteeringSettings,
  { sets, doses, interventions }: Pick<SteeringPlan, 'sets' | 'doses' | 'interventions'>,
  strata: readonly string[],
): { readonly ofSet: readonly Int32Array[]; readonly ofIntervention: readonly Int32Array[] } {
  const ofSet = promptsOfSets(sets, strata, steering.prompts_per_set, seed);
  return { ofSet, ofIntervention: promptsOfInterventions(doses, interventions.length, ofSet) };
}

/** The settings that decide what is steered. */
export type SteeringSettings = Pick<CooccurrenceStudy, 'steering' | 'seed'>;

export interface SteeringPlanInput extends DesignInput, ExperimentInput {
  /** Pairs of the pool, at most; 0 leaves it out. */
  readonly poolPairs: number;
  /** Whether two features write nearly one direction. */
  readonly alike: (a: number, b: number) => boolean;
}

/** Sets by arm, then the pool, then the further experiments, numbered in this order. */
export function planSteering(input: SteeringPlanInput): {
  readonly sets: readonly SteeringSet[];
  readonly notes: readonly string[];
} {
  const designed = designSets(input);
  const { clusters, poolPairs: most, seed, alike } = input;
  const pool = poolSets(clusters, { most, seed, alike });
  const further = experimentSets(input);
  const added = [...pool.sets, ...further.sets].map((set, i) => ({ setId: designed.length + i, ...set }));
  return { sets: [...designed, ...added], notes: [...pool.notes, ...further.notes] };
}
