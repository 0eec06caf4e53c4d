/**
 * What stage `steer` will run, counted by its own plan on stand-in features: as many as are kept, in clusters of equal size. Which features
 * they are decides which sets are drawn, and hardly how many interventions are left when equal ones are run once.
 */
import { random } from '../../../../src/random.ts';
import type { CooccurrenceStudy } from '../../settings.ts';
import { takesDirections } from '../steering/design.ts';
import { planDoses } from '../steering/doses.ts';
import { planSteering } from '../steering/plan-steering.ts';
import { promptsOfInterventions, promptsOfSets } from '../steering/prompts-per-set.ts';
import type { Counts } from './workload.ts';

export interface StandInPlan {
  /** Prompts of each intervention, as indices. */
  readonly on: readonly Int32Array[];
  /** Rows of the table steering. */
  readonly stored: number;
}

/** @param strata of the steered prompts */
export function standInPlan(study: CooccurrenceStudy, counts: Counts, strata: readonly string[]): StandInPlan {
  const { steering, seed } = study;
  const { selected, kept, clusters: number } = counts;
  const clusters = new Map<number, number[]>();
  for (let feature = 0; feature < kept; feature++) {
    const cluster = 1 + (feature % Math.max(1, number));
    clusters.set(cluster, [...(clusters.get(cluster) ?? []), feature]);
  }
  // As many features outside the clusters as the arm `matched` may want, and no two alike.
  const all = Array.from({ length: Math.max(selected, 3 * kept) }, (_, feature) => feature);
  const { sets } = planSteering({
    clusters,
    selected: all.slice(0, selected),
    traits: new Map(
      all.map((id) => [id, { meanAbsAttribution: 1 + unit(`trait ${id}`), prevalence: unit(`share ${id}`) }]),
    ),
    arms: steering.arms,
    sizes: steering.set_sizes,
    setsPerCell: steering.sets_per_cell,
    seed,
    poolPairs: steering.pool_pairs,
    alike: () => false,
    experiments: steering.experiments,
    groups: [],
    hasMaxima: study.corpus !== undefined,
  });
  // The same features have the same norm; others have others.
  const norms = sets.map(({ arm, setId, size, featureIds }) => Math.sqrt(size) * (1 + unit(takesDirections(arm) ? `set ${setId}` : featureIds.join()))); // biome-ignore format: one line
  const { doses, interventions } = planDoses(sets, norms, {
    mode: steering.mode,
    baseFactor: steering.base_factor,
    singleFactors: steering.single_factors,
    factors: steering.factors,
    scalings: steering.scaling,
    poolFactors: steering.pool_factors,
    smallestAttribution: unit('smallest attribution'),
  });
  const ofSet = promptsOfSets(sets, strata, steering.prompts_per_set, seed);
  return {
    on: promptsOfInterventions(doses, interventions.length, ofSet),
    stored: doses.reduce((sum, { setId }) => sum + ofSet[setId].length, 0),
  };
}

/** A number in [0, 1) that belongs to the name. */
function unit(name: string): number {
  return random(0, 'stand-in', name).uniform();
}
