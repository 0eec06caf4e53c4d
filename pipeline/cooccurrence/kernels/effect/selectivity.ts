/**
 * Selectivity of a group of features: the loss on its own class less the mean of the losses on the others, each the mean over the class's
 * held-out prompts of m − m(group taken out). It is linear in the prompts' losses, so a grouping's mean over its groups is a sum of one
 * contribution a prompt, and a bootstrap that draws prompts within classes weighs those.
 */

import { resampled } from '../../../../src/methods/stats/resampling.ts';
import { type Random, random } from '../../../../src/random.ts';
import type { PromptClass } from './classes.ts';
import type { Group } from './effect-plan.ts';

/** Loss of a distinct group on a held-out prompt. */
export type Loss = (group: number, prompt: number) => number;

/** Of the mean selectivity of some groups, what each prompt of a class adds: classes in order, each its held-out prompts. */
export function contributions(
  at: readonly number[],
  groups: readonly Group[],
  classes: readonly PromptClass[],
  loss: Loss,
): Float64Array {
  const found = new Float64Array(classes.reduce((sum, { asked }) => sum + asked.length, 0));
  for (const place of at) {
    let k = 0;
    for (const [name, { asked }] of classes.entries()) {
      const share = name === groups[place].own ? 1 : -1 / (classes.length - 1);
      for (const prompt of asked) found[k++] += (share * loss(place, prompt)) / (asked.length * at.length);
    }
  }
  return found;
}

/** Sum of the contributions, of a bootstrap draw where `weights` are given. */
export function summed(contributed: Float64Array, weights?: Float64Array): number {
  return contributed.reduce((sum, value, k) => sum + value * (weights?.[k] ?? 1), 0);
}

/** Draws of the held-out prompts within each class, as weights. */
export function classDraws(classes: readonly PromptClass[], count: number, seed: number): Float64Array[] {
  return Array.from({ length: count }, (_, k) => drawOf(classes, random(seed, 'effect', 'prompts', k)));
}

function drawOf(classes: readonly PromptClass[], rng: Random): Float64Array {
  return Float64Array.from(classes.flatMap(({ asked }) => [...resampled(asked.length, rng)]));
}
