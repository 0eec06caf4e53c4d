/**
 * The pool at one dose: pairs of features of one cluster against pairs of two clusters, at equal norm, every cluster counting alike:
 *
 *   difference = mean over clusters c of the mean damage of pairs inside c
 *              − mean over pairs of clusters c, d of the mean damage of pairs with one feature in each
 *
 * Damage of a pair is counted per unit of push: at equal norm N a pair is pushed by N / ‖d_a + d_b‖ times its directions, less where these are
 * alike, so its damage is taken times ‖d_a + d_b‖ over the mean of that. What features do alone then cancels, however clusters differ in
 * size, strength or in how alike their directions are: were damage a sum over features, each in proportion to its push, it would be 0.
 * Because the pool holds every pair of its features, the estimate does not hang on which sets were drawn, and labels permuted over its
 * features are an exact test that clusters mean nothing for pairs; copies (the table unit) move together. The bootstrap draws features inside each cluster, not pairs: a pair
 * weighs w_a·w_b (Snijders & Borgatti 1999, Connections 22(2), 61-70), prompts drawn at the same time.
 */

import { relabelling } from '../../../../src/methods/stats/relabelling.ts';
import { resampled } from '../../../../src/methods/stats/resampling.ts';
import { type Random, random } from '../../../../src/random.ts';
import { blocksOf, type UnitOf } from '../units/counted-units.ts';
import type { Contrast } from './arm-contrast.ts';
import type { BlockMeans } from './block-means.ts';
import type { DoseBlock, SetRow } from './dose-blocks.ts';

/** The arm, and the name in steering_contrast.other of its comparison with itself. */
export const POOL = 'pool';

/** Pairs of the pool as places of their features, with its permutations and feature weights: the same at every dose and outcome. */
export interface PoolPairs {
  readonly sets: readonly SetRow[];
  /** Places of the two features of each pair. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** Cluster of each feature, numbered from 0. */
  readonly labels: Int32Array;
  readonly clusters: number;
  /** ‖d_a + d_b‖ of each pair over their mean; 1 where norms were not given. */
  readonly scales: Float64Array;
  /** [permutations][features] */
  readonly permuted: readonly Int32Array[];
  /** [draws][features] */
  readonly weights: readonly Float64Array[];
}

interface PoolDraws {
  readonly seed: number;
  readonly draws: number;
  readonly permutations: number;
  /** ‖d_a + d_b‖ by set_id, where damage is to be taken per unit of push. */
  readonly norms?: ReadonlyMap<number, number>;
  /** Null where units were not made: labels are permuted over features then. */
  readonly units: UnitOf | null;
}

/**
 * @param sets every set of the arm `pool`; features of a cluster that has only one in it are left out
 * @param clusters of every kept feature @returns null with fewer than two clusters
 */
export function poolPairs(
  sets: readonly SetRow[],
  clusters: ReadonlyMap<number, number>,
  { seed, draws, permutations, norms = new Map(), units }: PoolDraws,
): PoolPairs | null {
  const byCluster = new Map<number, number[]>();
  for (const id of [...new Set(sets.flatMap(({ feature_ids: ids }) => ids))].sort((a, b) => a - b)) {
    const cluster = clusters.get(id);
    if (cluster === undefined) throw new Error(`pool: feature ${id} is in no kept cluster`);
    byCluster.set(cluster, [...(byCluster.get(cluster) ?? []), id]);
  }
  const strata = [...byCluster.values()].filter((ids) => ids.length > 1);
  if (strata.length < 2) return null;
  const place = new Map(strata.flat().map((id, i) => [id, i]));
  const labels = Int32Array.from(strata.flatMap((ids, cluster) => ids.map(() => cluster)));
  const own = sets.filter(({ feature_ids: ids }) => ids.every((id) => place.has(id)));
  const rng = random(seed, 'summarise', 'pool');
  const order = random(seed, 'summarise', 'pool-labels');
  const relabel = relabelling(labels, blocksOf(strata.flat(), units));
  const all = new Int32Array(permutations * labels.length);
  return {
    sets: own,
    first: Int32Array.from(own, ({ feature_ids: [a] }) => place.get(a) as number),
    second: Int32Array.from(own, ({ feature_ids: [, b] }) => place.get(b) as number),
    labels,
    clusters: strata.length,
    scales: relative(own.map(({ set_id: id }) => norms.get(id) ?? 1)),
    permuted: Array.from({ length: permutations }, (_, k) =>
      relabel(order, all.subarray(k * labels.length, (k + 1) * labels.length)),
    ),
    weights: Array.from({ length: draws }, () => drawnFeatures(strata, rng)),
  };
}

function relative(norms: readonly number[]): Float64Array {
  const mean = norms.reduce((sum, norm) => sum + norm, 0) / norms.length;
  return Float64Array.from(norms, (norm) => norm / mean);
}

/** Features drawn anew inside each cluster, as the pool's own were, so that clusters keep their shares. */
function drawnFeatures(strata: readonly (readonly number[])[], rng: Random): Float64Array {
  return Float64Array.from(strata.flatMap((ids) => Array.from(resampled(ids.length, rng))));
}

/** @param blocks the block's sets; @returns null where the pool was not run at this dose */
export function poolContrast(
  block: Pick<DoseBlock, 'sets' | 'factor' | 'scaling'>,
  blocks: BlockMeans,
  pool: PoolPairs,
): Contrast | null {
  const at = new Map(block.sets.map(({ set_id: id }, index) => [id, index]));
  const places = pool.sets.map(({ set_id: id }) => at.get(id) ?? -1);
  if (places.includes(-1)) return null;
  const [{ means, members }] = blocks.parts(places);
  const matched = block.scaling === 'norm-matched';
  const from = (values: Float64Array, own = new Float64Array(members.length)): Float64Array => {
    for (let n = 0; n < own.length; n++) own[n] = (matched ? pool.scales[n] : 1) * values[members[n]];
    return own;
  };
  const difference = differences(pool);
  const drawnValues = new Float64Array(members.length);
  const observed = from(means.observed);
  const inside = Array.from(pool.first, (a, n) => pool.labels[a] === pool.labels[pool.second[n]]);
  const sets = inside.filter(Boolean).length;
  return {
    size: 2,
    factor: block.factor,
    sets,
    otherSets: observed.length - sets,
    features: pool.sets.flatMap(({ feature_ids: ids }) => ids),
    estimate: difference(observed, pool.labels),
    sd: pooledSd(observed, inside),
    halves: means.halves.map((half) => difference(from(half), pool.labels)),
    draws: Float64Array.from(means.draws, (drawn, k) =>
      difference(from(drawn, drawnValues), pool.labels, pool.weights[k]),
    ),
    permuted: Float64Array.from(pool.permuted, (labels) => difference(observed, labels)),
  };
}

/** The difference under given labels and weights of features; NaN where weights leave a cluster or a pair of clusters without pairs. */
function differences({ first, second, clusters }: PoolPairs) {
  // Of two clusters in either order. Thousands of permutations ask, so everything stands in arrays of numbers that are made once.
  const cells = Int32Array.from({ length: clusters * clusters }, (_, at) => {
    const [c, d] = [Math.floor(at / clusters), at % clusters];
    return Math.min(c, d) * clusters + Math.max(c, d);
  });
  const sums = new Float64Array(clusters * clusters);
  const totals = new Float64Array(clusters * clusters);
  return (values: Float64Array, labels: Int32Array, weights?: Float64Array): number => {
    sums.fill(0);
    totals.fill(0);
    for (let n = 0; n < values.length; n++) {
      const cell = cells[labels[first[n]] * clusters + labels[second[n]]];
      const weight = weights === undefined ? 1 : weights[first[n]] * weights[second[n]];
      sums[cell] += weight * values[n];
      totals[cell] += weight;
    }
    let [within, between] = [0, 0];
    for (let c = 0; c < clusters; c++) {
      within += sums[c * clusters + c] / totals[c * clusters + c];
      for (let d = c + 1; d < clusters; d++) between += sums[c * clusters + d] / totals[c * clusters + d];
    }
    return within / clusters - between / ((clusters * (clusters - 1)) / 2);
  };
}

/** Of both kinds of pairs about their own means; NaN where they do not vary. */
function pooledSd(values: Float64Array, inside: readonly boolean[]): number {
  const groups = [true, false].map((kind) => values.filter((_, n) => inside[n] === kind));
  const squares = groups.reduce((sum, group) => {
    const mean = group.reduce((total, value) => total + value, 0) / group.length;
    return sum + group.reduce((total, value) => total + (value - mean) ** 2, 0);
  }, 0);
  const freedom = values.length - groups.length;
  return squares > 0 && freedom > 0 ? Math.sqrt(squares / freedom) : Number.NaN;
}
