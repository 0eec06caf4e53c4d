/**
 * What is said of a pair, averaged over prompts with given weights, from the damages of its removals:
 *
 *   damage            Δ({a, b}), logits
 *   interaction       I
 *   excess            I less the mean of its controls' I
 *   magnitude_excess  |I| less the mean of its controls' |I|: an interaction of either sign beyond what a pair of arbitrary directions
 *                     with the same first-order effects and Gram matrix has. The average over prompts is taken before the magnitude.
 *
 * The last two need controls and are NaN without.
 */
import type { Interactions } from '../../../../src/methods/intervention/removal/indices.ts';

export const MEASURES = ['damage', 'interaction', 'excess', 'magnitude_excess'] as const;
export type Measure = (typeof MEASURES)[number];
export type PoolValues = Readonly<Record<Measure, Float64Array>>;

/** @param weights [P], not all zero @returns [N] for each measure */
export function poolValues({ damage, index, prompts }: Interactions, weights: Float64Array): PoolValues {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (weights.length !== prompts || !(total > 0))
    throw new RangeError(`poolValues: ${weights.length} weights that sum to ${total}, expected ${prompts} above zero`);
  const over = (values: Float64Array): Float64Array => {
    const means = new Float64Array(values.length / prompts);
    for (let n = 0, i = 0; n < means.length; n++) {
      for (let p = 0; p < prompts; p++, i++) means[n] += weights[p] * values[i];
      means[n] /= total;
    }
    return means;
  };
  const [own, ...controls] = index.map(over);
  const signed = own.map((_, n) => controls.reduce((sum, control) => sum + control[n], 0) / controls.length);
  const magnitude = own.map(
    (_, n) => controls.reduce((sum, control) => sum + Math.abs(control[n]), 0) / controls.length,
  );
  return {
    damage: over(damage),
    interaction: own,
    excess: own.map((value, n) => value - signed[n]),
    magnitude_excess: own.map((value, n) => Math.abs(value) - magnitude[n]),
  };
}
