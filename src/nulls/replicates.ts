/**
 * Replicates of a null that gives the features other directions: same codes, same gradients. Replicate k draws from a generator
 * of its own, named by the null and k, so the numbers do not depend on the order or on how many workers share the work.
 */
import type { PositionRule } from '../attribution/positions.ts';
import { random } from '../random.ts';
import type { Matrix } from '../stats/matrix.ts';
import { attributionsOf } from './attributions.ts';
import type { Codes } from './codes.ts';
import { type DirectionNull, openDraws } from './directions.ts';
import { firstOrderDamage, type Steered } from './first-order.ts';
import { heldOutNames, heldOutStatistics } from './held-out.ts';
import { type GradientRows, openProjector } from './projector.ts';
import type { Split } from './splits.ts';
import { networkStatistics, statisticNames } from './statistics.ts';
import type { StatisticOptions } from './study-network.ts';

/** What stays the same in every replicate. Plain data: a worker gets it by message, large arrays in shared memory. */
export interface Ingredients {
  readonly seed: number;
  readonly rule: PositionRule;
  readonly codes: Codes;
  readonly gradient: GradientRows;
  /** Damage on all prompts, then on the second half of each split. */
  readonly steered: readonly Steered[];
  readonly splits: readonly Split[];
  readonly statistics: StatisticOptions;
}

export interface ReplicateRunner {
  /** Statistics of replicates from … to - 1, [count, S] row-major. */
  run(from: number, to: number): Promise<Float64Array>;
  release(): Promise<void>;
}

export async function openReplicates(ingredients: Ingredients, source: DirectionNull): Promise<ReplicateRunner> {
  // One thread a worker: the workers are the parallelism.
  const projector = await openProjector(ingredients.gradient, 1);
  const draws = await openDraws(source);
  return {
    async run(from, to) {
      const size = namesOf(ingredients).length;
      const all = new Float64Array((to - from) * size);
      for (let k = from; k < to; k++) {
        const directions = await draws.draw(random(ingredients.seed, 'nulls', source.kind, k));
        all.set(statisticsOf(ingredients, await projector.project(directions)), (k - from) * size);
      }
      return all;
    },
    async release() {
      await projector.release();
      await draws.release();
    },
  };
}

/** Names of the statistics of a replicate, in order. */
export function namesOf({ statistics, splits }: Pick<Ingredients, 'statistics' | 'splits'>): string[] {
  return [...statisticNames(statistics), ...splits.flatMap(heldOutNames)];
}

/**
 * The study's statistics with these projections, [R, F], in the order of namesOf.
 * @param stored [P, F] the matrix itself where it is known
 */
export function statisticsOf(
  { codes, rule, steered, splits, statistics }: Omit<Ingredients, 'seed' | 'gradient'>,
  projections: Float32Array,
  stored?: Float64Array,
): Float64Array {
  const values: Matrix = {
    rows: codes.prompts,
    cols: codes.features,
    values: stored ?? attributionsOf(codes, projections, rule),
  };
  const damage = steered.map((one) => firstOrderDamage(projections, codes.features, one));
  return Float64Array.from([
    ...networkStatistics(values, damage[0], statistics),
    ...splits.flatMap((split, s) => [...heldOutStatistics(values, split, damage[s + 1], statistics)]),
  ]);
}
