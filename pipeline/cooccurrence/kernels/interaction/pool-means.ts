/**
 * Means of a pair's value over groups of pairs: all, within a cluster, between clusters, each cluster, and within minus between. A pair
 * weighs w_a·w_b, w the weights of its features: 1, or how often a feature comes up in a bootstrap draw (Snijders & Borgatti 1999,
 * Connections 22(2), 61-70; a feature drawn twice makes no pair with itself).
 */

import type { Interactions } from '../../../../src/methods/intervention/removal/indices.ts';
import type { PairPool } from '../../../../src/methods/intervention/removal/removal-plan.ts';
import { stratumMagnitudes } from './strata.ts';

export interface PoolMeans {
  readonly all: number;
  readonly within: number;
  readonly between: number;
  readonly difference: number;
  /** In the order of `names`. */
  readonly clusters: readonly number[];
}

/** @param values [N]; @param clusters cluster of each feature; @param names clusters to report; @returns NaN for a group without pairs */
export function poolMeans(
  pairs: PairPool['pairs'],
  values: Float64Array,
  clusters: ArrayLike<number>,
  names: readonly number[],
  weights?: Float64Array,
): PoolMeans {
  let [between, betweenWeight] = [0, 0];
  const place = new Map(names.map((name, i) => [name, i]));
  const sums = new Float64Array(names.length);
  const shares = new Float64Array(names.length);
  for (let n = 0; n < pairs.length; n++) {
    const [a, b] = pairs[n];
    const weight = weights === undefined ? 1 : weights[a] * weights[b];
    if (weight === 0) continue;
    if (clusters[a] === clusters[b]) {
      const i = place.get(clusters[a]);
      if (i === undefined) throw new RangeError(`poolMeans: cluster ${clusters[a]} is not named`);
      sums[i] += weight * values[n];
      shares[i] += weight;
    } else {
      between += weight * values[n];
      betweenWeight += weight;
    }
  }
  const within = total(sums) / total(shares);
  return {
    all: (total(sums) + between) / (total(shares) + betweenWeight),
    within,
    between: between / betweenWeight,
    difference: within - between / betweenWeight,
    clusters: Array.from(sums, (sum, i) => sum / shares[i]),
  };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/**
 * What is said of a pair, averaged over prompts with given weights, from the damages of its removals:
 *
 *   damage            Δ({a, b}), logits
 *   interaction       I
 *   excess            I less the mean of its controls' I
 *   magnitude_excess  |I| less the mean of its controls' |I|: an interaction of either sign beyond what a pair of arbitrary directions
 *                     with the same first-order effects and Gram matrix has. The average over prompts is taken before the magnitude.
 *
 *   stratum_excess    S less the mean of its controls' S: an interaction that helps some answers and hurts others, which the average over all
 *                     prompts cancels (strata.ts)
 *
 * The last three need controls and are NaN without.
 */
export const MEASURES = ['damage', 'interaction', 'excess', 'magnitude_excess', 'stratum_excess'] as const;
export type Measure = (typeof MEASURES)[number];
export type PoolValues = Readonly<Record<Measure, Float64Array>>;

/** @param weights [P], not all zero @param strata of each prompt, numbered from 0 @returns [N] for each measure that is wanted, [0] for others */
export function poolValues(
  { damage, index, prompts, noiseFloor }: Interactions,
  weights: Float64Array,
  strata: Int32Array,
  wanted: readonly Measure[] = MEASURES,
): PoolValues {
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
  const none = new Float64Array(0);
  const isWanted = (...measures: Measure[]): boolean => measures.some((measure) => wanted.includes(measure));
  const means = isWanted('interaction', 'excess', 'magnitude_excess') ? index : [];
  const [own = none, ...controls] = means.map(over);
  const [byStratum = none, ...controlsByStratum] = (isWanted('stratum_excess') ? index : []).map((values) =>
    stratumMagnitudes(values, { weights, strata, noiseFloor }),
  );
  const meanOf = (lists: readonly Float64Array[], n: number, of: (value: number) => number): number =>
    lists.reduce((sum, list) => sum + of(list[n]), 0) / lists.length;
  const less = (values: Float64Array, lists: readonly Float64Array[], of: (value: number) => number): Float64Array =>
    values.map((value, n) => of(value) - meanOf(lists, n, of));
  const same = (value: number): number => value;
  return {
    damage: isWanted('damage') ? over(damage) : none,
    interaction: own,
    excess: less(own, controls, same),
    magnitude_excess: less(own, controls, Math.abs),
    stratum_excess: less(byStratum, controlsByStratum, same),
  };
}
