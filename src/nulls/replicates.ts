/**
 * Replicates of a null that gives the features other directions: same codes, same gradients. Replicate k draws from a generator
 * of its own, named by the null and k, so the numbers do not depend on the order or on how many workers share the work.
 */
import type { PositionRule } from '../attribution/positions.ts';
import { random } from '../random.ts';
import { attributionsOf } from './attributions.ts';
import type { Codes } from './codes.ts';
import { type DirectionNull, drawDirections } from './directions.ts';
import { firstOrderDamage, type Steered } from './first-order.ts';
import { type GradientRows, openProjector, type Projector } from './projector.ts';
import { networkStatistics, type StatisticOptions } from './statistics.ts';

/** What stays the same in every replicate. Plain data: a worker gets it by message, large arrays in shared memory. */
export interface Ingredients {
  readonly seed: number;
  readonly rule: PositionRule;
  readonly codes: Codes;
  readonly gradient: GradientRows;
  readonly steered: Steered;
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
  return {
    async run(from, to) {
      const found: Float64Array[] = [];
      for (let k = from; k < to; k++) {
        const directions = drawDirections(source, random(ingredients.seed, 'nulls', source.kind, k));
        found.push(await statisticsOf(ingredients, projector, directions));
      }
      const size = found[0]?.length ?? 0;
      const all = new Float64Array(found.length * size);
      found.forEach((row, i) => all.set(row, i * size));
      return all;
    },
    release: () => projector.release(),
  };
}

/** The study's statistics with these directions, [F, D]. */
export async function statisticsOf(
  { codes, rule, steered, statistics }: Omit<Ingredients, 'seed' | 'gradient'>,
  projector: Projector,
  directions: Float32Array,
): Promise<Float64Array> {
  const projections = await projector.project(directions);
  const values = { rows: codes.prompts, cols: codes.features, values: attributionsOf(codes, projections, rule) };
  return networkStatistics(values, firstOrderDamage(projections, codes.features, steered), statistics);
}
