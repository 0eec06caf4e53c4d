/**
 * Means of a pair's value over groups of pairs: all, within a cluster, between clusters, each cluster, and within minus between. A pair
 * weighs w_a·w_b, w the weights of its features: 1, or how often a feature comes up in a bootstrap draw (Snijders & Borgatti 1999,
 * Connections 22(2), 61-70; a feature drawn twice makes no pair with itself).
 */

import type { Interactions } from '../../../../src/methods/intervention/removal/indices.ts';
import type { PairPool } from '../../../../src/methods/intervention/removal/removal-plan.ts';
import { weightedRows } from '../../../../src/methods/stats/weighted-rows.ts';
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
  return meansOfGroups(
    pairGroups(pairs, clusters, names),
    values,
    names.length,
    weights && pairWeights(pairs, weights),
  );
}

/** Of each pair the place of its cluster among the names; -1 where it is of two clusters. The same for every measure, so it is made once for all. */
export function pairGroups(
  pairs: PairPool['pairs'],
  clusters: ArrayLike<number>,
  names: readonly number[],
): Int32Array {
  const place = new Map(names.map((name, i) => [name, i]));
  // A feature's own first: it is in many pairs, and permutations ask thousands of times.
  const own = Int32Array.from(clusters, (cluster) => place.get(cluster) ?? -2);
  const groups = new Int32Array(pairs.length);
  for (let n = 0; n < pairs.length; n++) {
    const pair = pairs[n];
    if (clusters[pair[0]] !== clusters[pair[1]]) groups[n] = -1;
    else if (own[pair[0]] < 0) throw new RangeError(`poolMeans: cluster ${clusters[pair[0]]} is not named`);
    else groups[n] = own[pair[0]];
  }
  return groups;
}

/** w_a·w_b of each pair. */
export function pairWeights(pairs: PairPool['pairs'], weights: Float64Array): Float64Array {
  const products = new Float64Array(pairs.length);
  for (let n = 0; n < pairs.length; n++) products[n] = weights[pairs[n][0]] * weights[pairs[n][1]];
  return products;
}

/** @param groups of pairGroups @param count how many names they are of @param weights of pairWeights */
export function meansOfGroups(
  groups: Int32Array,
  values: Float64Array,
  count: number,
  weights?: Float64Array,
): PoolMeans {
  let [between, betweenWeight] = [0, 0];
  const sums = new Float64Array(count);
  const shares = new Float64Array(count);
  for (let n = 0; n < groups.length; n++) {
    const weight = weights === undefined ? 1 : weights[n];
    if (weight === 0) continue;
    const group = groups[n];
    if (group >= 0) {
      sums[group] += weight * values[n];
      shares[group] += weight;
    } else {
      between += weight * values[n];
      betweenWeight += weight;
    }
  }
  const [sum, share] = [total(sums), total(shares)];
  const within = sum / share;
  return {
    all: (sum + between) / (share + betweenWeight),
    within,
    between: between / betweenWeight,
    difference: within - between / betweenWeight,
    clusters: Array.from(sums, (own, i) => own / shares[i]),
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
    const means = weightedRows(values, weights);
    for (let n = 0; n < means.length; n++) means[n] /= total;
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
