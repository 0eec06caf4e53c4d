/**
 * The pool at one dose: pairs of features of one cluster against pairs of two clusters, at equal norm. Because the pool holds every pair
 * of its features, the estimate does not hang on which sets were drawn, labels permuted over its features are an exact test, and the
 * bootstrap draws features inside each cluster, not pairs: a pair weighs w_a·w_b (Snijders & Borgatti 1999, Connections 22(2), 61-70),
 * prompts drawn at the same time. With as many features of every cluster, what features do alone cancels from the difference.
 */
import { type Random, random } from '../../random.ts';
import { resampled } from '../../stats/resampled.ts';
import type { Contrast } from './arm-contrast.ts';
import type { DoseBlock, SetRow } from './dose-blocks.ts';
import { permutedSets } from './permuted-sets.ts';
import type { SetMeans } from './set-means.ts';

/** The arm, and the name in steering_contrast.other of its comparison with itself. */
export const POOL = 'pool';

/** Pairs of the pool as places of their features, with its permutations and feature weights: the same at every dose and outcome. */
export interface PoolPairs {
  readonly sets: readonly SetRow[];
  readonly pairs: readonly (readonly [number, number])[];
  readonly inside: Uint8Array;
  /** [permutations][pairs] */
  readonly permuted: readonly Uint8Array[];
  /** [draws][features] */
  readonly weights: readonly Float64Array[];
}

/** @param sets every set of the arm `pool`; @param clusters of every kept feature @returns null without pairs of both kinds */
export function poolPairs(
  sets: readonly SetRow[],
  clusters: ReadonlyMap<number, number>,
  { seed, draws, permutations }: { seed: number; draws: number; permutations: number },
): PoolPairs | null {
  const features = [...new Set(sets.flatMap(({ feature_ids: ids }) => ids))].sort((a, b) => a - b);
  const place = new Map(features.map((id, i) => [id, i]));
  const labels = new Map(features.map((id) => [id, clusters.get(id) as number]));
  const pairs = sets.map(({ feature_ids: [a, b] }) => [place.get(a) as number, place.get(b) as number] as const);
  const inside = Uint8Array.from(sets, ({ feature_ids: [a, b] }) => Number(labels.get(a) === labels.get(b)));
  if (!inside.includes(1) || !inside.includes(0)) return null;
  const strata = [...new Set(labels.values())]
    .sort((a, b) => a - b)
    .map((cluster) => features.flatMap((id, i) => (labels.get(id) === cluster ? [i] : [])));
  const rng = random(seed, 'summarise', 'pool');
  return {
    sets,
    pairs,
    inside,
    permuted: permutedSets(labels, permutations, seed).features(sets),
    weights: Array.from({ length: draws }, () => drawnFeatures(strata, features.length, rng)),
  };
}

/** Features drawn anew inside each cluster, as the pool's own were, so that clusters keep their shares. */
function drawnFeatures(strata: readonly (readonly number[])[], count: number, rng: Random): Float64Array {
  const weights = new Float64Array(count);
  for (const places of strata)
    resampled(places.length, rng).forEach((weight, i) => {
      weights[places[i]] = weight;
    });
  return weights;
}

/** @param means of the block's sets; @returns null where the pool was not run at this dose */
export function poolContrast(
  block: Pick<DoseBlock, 'sets' | 'factor'>,
  means: SetMeans,
  pool: PoolPairs,
): Contrast | null {
  const at = new Map(block.sets.map(({ set_id: id }, index) => [id, index]));
  const places = pool.sets.map(({ set_id: id }) => at.get(id) ?? -1);
  if (places.includes(-1)) return null;
  const observed = Float64Array.from(places, (index) => means.observed[index]);
  const difference = (values: Float64Array, flags: Uint8Array, weights?: Float64Array): number => {
    const [sums, totals] = [
      [0, 0],
      [0, 0],
    ];
    for (let n = 0; n < values.length; n++) {
      const [a, b] = pool.pairs[n];
      const weight = weights === undefined ? 1 : weights[a] * weights[b];
      sums[flags[n]] += weight * values[n];
      totals[flags[n]] += weight;
    }
    return sums[1] / totals[1] - sums[0] / totals[0];
  };
  const from = (values: Float64Array): Float64Array => Float64Array.from(places, (index) => values[index]);
  const sets = pool.inside.reduce((sum, flag) => sum + flag, 0);
  return {
    size: 2,
    factor: block.factor,
    sets,
    otherSets: observed.length - sets,
    estimate: difference(observed, pool.inside),
    sd: pooledSd(observed, pool.inside),
    halves: means.halves.map((half) => difference(from(half), pool.inside)),
    draws: Float64Array.from(means.draws, (drawn, k) => difference(from(drawn), pool.inside, pool.weights[k])),
    permuted: Float64Array.from(pool.permuted, (flags) => difference(observed, flags)),
  };
}

/** Of both kinds of pairs about their own means; NaN where they do not vary. */
function pooledSd(values: Float64Array, flags: Uint8Array): number {
  const groups = [0, 1].map((flag) => values.filter((_, n) => flags[n] === flag));
  const squares = groups.reduce((sum, group) => {
    const mean = group.reduce((total, value) => total + value, 0) / group.length;
    return sum + group.reduce((total, value) => total + (value - mean) ** 2, 0);
  }, 0);
  const freedom = values.length - groups.length;
  return squares > 0 && freedom > 0 ? Math.sqrt(squares / freedom) : Number.NaN;
}
