/** Everything that a study steers: sets by arm, then the pool, then the further experiments, numbered in this order. */
import { type DesignInput, designSets, type SteeringSet } from './design.ts';
import { poolSets } from './equal-norm-pairs.ts';
import { type ExperimentInput, experimentSets } from './experiments.ts';

export interface SteeringPlanInput extends DesignInput, ExperimentInput {
  /** Pairs of the pool, at most; 0 leaves it out. */
  readonly poolPairs: number;
  /** Whether two features write nearly one direction. */
  readonly alike: (a: number, b: number) => boolean;
}

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
