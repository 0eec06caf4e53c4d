/**
 * What the plan of stage `steer` is made from where no run has found any features: as many as are assumed to be kept, in clusters of equal
 * size. Which features they are decides which sets are drawn, and hardly how many interventions are left when equal ones are run once.
 */
import { random } from '../../../../src/random.ts';
import { takesDirections } from '../steering/design.ts';
import type { SteeringPlanSource } from '../steering/steering-plan.ts';
import type { Counts } from './workload.ts';

/** @param hasMaxima whether the study names a generic text */
export function assumedFeatures({ selected, kept, clusters: number }: Counts, hasMaxima: boolean): SteeringPlanSource {
  const clusters = new Map<number, number[]>();
  for (let feature = 0; feature < kept; feature++) {
    const cluster = 1 + (feature % Math.max(1, number));
    clusters.set(cluster, [...(clusters.get(cluster) ?? []), feature]);
  }
  // As many features outside the clusters as the arm `matched` may want, and no two alike.
  const all = Array.from({ length: Math.max(selected, 3 * kept) }, (_, feature) => feature);
  return {
    clusters,
    selected: all.slice(0, selected),
    traits: new Map(
      all.map((id) => [id, { meanAbsAttribution: 1 + unit(`trait ${id}`), prevalence: unit(`share ${id}`) }]),
    ),
    carriers: all.slice(0, 20),
    groups: [],
    hasMaxima,
    alike: () => false,
    // The same features have the same norm; others have others.
    norms: (sets) =>
      sets.map(({ arm, setId, size, featureIds }) => {
        const name = takesDirections(arm) ? `set ${setId}` : featureIds.join();
        return { norm: Math.sqrt(size) * (1 + unit(name)), apart: size };
      }),
    smallestAttribution: unit('smallest attribution'),
  };
}

/** A number in [0, 1) that belongs to the name. */
function unit(name: string): number {
  return random(0, 'stand-in', name).uniform();
}
