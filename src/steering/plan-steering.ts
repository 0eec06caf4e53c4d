/** Everything that a study steers: sets by arm, then the pool, then the further experiments, numbered in this order. */
import { type DesignInput, designSets, type SteeringSet } from './design.ts';
import { type ExperimentInput, experimentSets } from './experiments.ts';
import { poolSets } from './pool.ts';

export interface SteeringPlanInput extends DesignInput, ExperimentInput {
  /** Pairs of the pool, at most; 0 leaves it out. */
  readonly poolPairs: number;
}

export function planSteering(input: SteeringPlanInput): {
  readonly sets: readonly SteeringSet[];
  readonly notes: readonly string[];
} {
  const designed = designSets(input);
  const pool = poolSets(input.clusters, input.poolPairs, input.seed);
  const further = experimentSets(input);
  const added = [...pool, ...further.sets].map((set, i) => ({ setId: designed.length + i, ...set }));
  return { sets: [...designed, ...added], notes: further.notes };
}
