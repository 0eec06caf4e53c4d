/**
 * Damage of each set averaged over prompts: as observed, on each half of the prompts, and in bootstrap draws of the prompts. All sets
 * and doses share the draws, so differences between them keep what they have in common.
 */

import { resampled } from '../../../../src/methods/stats/resampling.ts';
import { weightedRows } from '../../../../src/methods/stats/weighted-rows.ts';
import { random } from '../../../../src/random.ts';

/** Weights of prompts, each [P] summing to 1. */
export interface PromptDraws {
  readonly observed: Float64Array;
  /** Empty where the prompts have no halves. */
  readonly halves: readonly Float64Array[];
  readonly draws: readonly Float64Array[];
}

/** S sets, R draws. */
export interface SetMeans {
  /** [S]. */
  readonly observed: Float64Array;
  /** Each [S]. */
  readonly halves: readonly Float64Array[];
  /** Each [S]. */
  readonly draws: readonly Float64Array[];
}

export function promptDraws(
  prompts: number,
  halves: readonly ArrayLike<number>[],
  count: number,
  seed: number,
): PromptDraws {
  const rng = random(seed, 'summarise', 'prompts');
  return {
    observed: new Float64Array(prompts).fill(1 / prompts),
    halves: halves.map((half) => {
      const weights = new Float64Array(prompts);
      for (let i = 0; i < half.length; i++) weights[half[i]] = 1 / half.length;
      return weights;
    }),
    draws: Array.from({ length: count }, () => resampled(prompts, rng).map((weight) => weight / prompts)),
  };
}

/** @param damage [S, P] row-major */
export function setMeans(damage: Float64Array, draws: PromptDraws): SetMeans {
  const over = (weights: Float64Array): Float64Array => weightedRows(damage, weights);
  return { observed: over(draws.observed), halves: draws.halves.map(over), draws: draws.draws.map(over) };
}
