/**
 * The pool in a few rows: each measure of pool-means.ts over all pairs, within clusters, between them, in each cluster, and within minus
 * between. Intervals: bootstrap over features and prompts. p of within minus between: cluster labels permuted over the features, copies (the table
 * unit) drawn and moved together, which
 * keeps that pairs overlap; exact when the pool holds every pair, approximate on a sample that was drawn by cluster (`note` says so).
 *
 * Equivalence bound: `verdict.sesoi` times the mean magnitude of the single damages, so 0.2 means a fifth of what removing one feature does.
 * Beside the difference stands the same difference on each half of the prompts, with its own p, and by the clusters that the first half finds
 * alone on the prompts of the second, the median over splits (held-out-pool.ts). The p of the other scopes is that of the mean
 * being 0, normal with the bootstrap's error.
 */

import type { Interactions } from '../../../../src/methods/intervention/removal/indices.ts';
import type { PairPool } from '../../../../src/methods/intervention/removal/removal-plan.ts';
import { type Interval, intervalOf } from '../../../../src/methods/stats/equivalence.ts';
import { pOverSplits } from '../../../../src/methods/stats/p-over-splits.ts';
import { quantile } from '../../../../src/methods/stats/ranks.ts';
import { relabelling } from '../../../../src/methods/stats/relabelling.ts';
import { permutationP, resampled, resampledBlocks } from '../../../../src/methods/stats/resampling.ts';
import { normalTwoSided, normalUpper } from '../../../../src/methods/stats/tails/tails.ts';
import { random } from '../../../../src/random.ts';
import { type HeldOutHalf, heldOutDifferences, type SplitDifference } from './held-out-pool.ts';
import {
  MEASURES,
  type Measure,
  meansOfGroups,
  type PoolMeans,
  type PoolValues,
  pairGroups,
  pairWeights,
  poolValues,
} from './pool-means.ts';

const DRAWS = 1000;
export const PERMUTATIONS = 4999;
/** What decides H4, and what it was decided by before. */
const HELD_OUT: readonly Measure[] = ['magnitude_excess', 'stratum_excess'];
const SAMPLED = 'the pool is a sample of the pairs drawn by cluster, so the permutation of labels is approximate';

interface PoolOptions {
  readonly seed: number;
  readonly sesoi: number;
  /** Two sets of prompts; null where there is no split. */
  readonly halves: readonly [ArrayLike<number>, ArrayLike<number>] | null;
  /** Stratum of each prompt, numbered from 0. */
  readonly strata: Int32Array;
  /** What first halves find, and the prompts that are asked; none where there is no split. */
  readonly heldOut: readonly HeldOutHalf[];
  /** Unit of each feature; every feature is its own unless given. */
  readonly blocks?: ArrayLike<number>;
  /** Measures to summarise; every one that exists unless given. */
  readonly only?: readonly Measure[];
}

export interface PoolRow extends Interval {
  readonly measure: Measure;
  /** `all`, `within`, `between`, `within-between`, or `cluster N`. */
  readonly scope: string;
  readonly pairs: number;
  /** Of no difference (labels permuted) or of a mean of 0, two-sided and of being larger. */
  readonly p: number;
  readonly pGreater: number;
  readonly permutations: number;
  readonly firstHalf: number;
  readonly secondHalf: number;
  /** Of within being larger on each half, labels permuted; NaN for other scopes. */
  readonly pFirstHalf: number;
  readonly pSecondHalf: number;
  /** By the first half's clusters on the second half's prompts, the median over splits and the p of all (pOverSplits); NaN for other scopes and measures. */
  readonly heldOut: number;
  readonly pHeldOut: number;
  /** The same in each split; none for other scopes and measures. */
  readonly splits: readonly SplitDifference[];
  readonly note: string | null;
}

/** @param clusters cluster of each feature */
export function poolSummary(
  { pairs, exhaustive }: PairPool,
  clusters: ArrayLike<number>,
  found: Interactions,
  options: PoolOptions,
): PoolRow[] {
  const names = [...new Set(Array.from(clusters))].sort((a, b) => a - b);
  const { strata } = options;
  const wanted = options.only ?? MEASURES;
  const valuesWith = (weights: Float64Array): PoolValues => poolValues(found, weights, strata, wanted);
  const values = valuesWith(new Float64Array(found.prompts).fill(1));
  const measures = wanted.filter((measure) => !values[measure].every(Number.isNaN));
  const groups = pairGroups(pairs, clusters, names);
  const means = (from: PoolValues, measure: Measure, weights?: Float64Array): PoolMeans =>
    meansOfGroups(groups, from[measure], names.length, weights);

  const draws: Record<string, PoolMeans[]> = Object.fromEntries(measures.map((measure) => [measure, []]));
  const rng = random(options.seed, 'interaction', 'bootstrap');
  for (let draw = 0; draw < DRAWS; draw++) {
    const drawn = valuesWith(resampled(found.prompts, rng));
    const weights = pairWeights(pairs, resampledBlocks(clusters.length, options.blocks, rng));
    for (const measure of measures) draws[measure].push(means(drawn, measure, weights));
  }
  const halves = (options.halves ?? []).map((half) => {
    const weights = new Float64Array(found.prompts);
    for (let i = 0; i < half.length; i++) weights[half[i]] = 1;
    return valuesWith(weights);
  });
  // All prompts, then each half, under the same permuted labels.
  const asked = [values, ...halves];
  const permuted = Object.fromEntries(measures.map((measure) => [measure, asked.map((): number[] => [])]));
  const order = random(options.seed, 'interaction', 'labels');
  const relabel = relabelling(clusters, options.blocks);
  const labels = new Int32Array(clusters.length);
  for (let permutation = 0; permutation < PERMUTATIONS; permutation++) {
    const labelled = pairGroups(pairs, relabel(order, labels), names);
    for (const measure of measures)
      asked.forEach((from, which) =>
        permuted[measure][which].push(meansOfGroups(labelled, from[measure], names.length).difference),
      );
  }

  const bound = options.sesoi * meanSingleDamage(found);
  const heldOut = HELD_OUT.filter((measure) => measures.includes(measure));
  const differences = heldOutDifferences(pairs, found, heldOut, options);
  return measures.flatMap((measure) => {
    const own = means(values, measure);
    const again = differences[measure] ?? [];
    const rowOf = (scope: string, count: number, pick: (means: PoolMeans) => number): PoolRow => {
      const contrast = scope === 'within-between';
      const interval = intervalOf(pick(own), draws[measure].map(pick), bound > 0 ? bound : Number.NaN);
      const parts = halves.map((half) => pick(means(half, measure)));
      const [whole, first, second] = asked.map((_, which) =>
        permutationP([pick(own), ...parts][which], contrast ? permuted[measure][which] : []),
      );
      const z = interval.error > 0 ? interval.estimate / interval.error : Number.NaN;
      return {
        ...interval,
        measure,
        scope,
        pairs: count,
        p: contrast ? whole.twoSided : tail(normalTwoSided, z),
        pGreater: contrast ? whole.greater : tail(normalUpper, z),
        permutations: whole.permutations,
        firstHalf: parts[0] ?? Number.NaN,
        secondHalf: parts[1] ?? Number.NaN,
        pFirstHalf: first?.greater ?? Number.NaN,
        pSecondHalf: second?.greater ?? Number.NaN,
        heldOut: contrast ? medianOf(again) : Number.NaN,
        pHeldOut: contrast ? (pOverSplits(again) ?? Number.NaN) : Number.NaN,
        splits: contrast ? again : [],
        note: contrast && !exhaustive ? SAMPLED : null,
      };
    };
    const inside = pairs.filter(([a, b]) => clusters[a] === clusters[b]);
    const rows = [
      rowOf('all', pairs.length, ({ all }) => all),
      rowOf('within', inside.length, ({ within }) => within),
      rowOf('between', pairs.length - inside.length, ({ between }) => between),
      rowOf('within-between', pairs.length, ({ difference }) => difference),
      ...names.map((name, i) =>
        rowOf(`cluster ${name}`, inside.filter(([a]) => clusters[a] === name).length, (own) => own.clusters[i]),
      ),
    ];
    return rows.filter(({ estimate }) => !Number.isNaN(estimate));
  });
}

/** Over the splits that have one; NaN without. */
function medianOf(splits: readonly SplitDifference[]): number {
  const own = splits.flatMap(({ difference, p }) => (p === null ? [] : [difference]));
  return own.length === 0 ? Number.NaN : quantile(own, 0.5);
}

/** NaN where the error is 0 or unknown. */
function tail(of: (z: number) => number, z: number): number {
  return Number.isNaN(z) ? z : of(z);
}

/** Mean over features of |Δ({i})|, Δ averaged over prompts: the unit of the equivalence bound, logits. */
export function meanSingleDamage({ singles, prompts }: Interactions): number {
  const features = singles.length / prompts;
  let sum = 0;
  for (let f = 0; f < features; f++) {
    let own = 0;
    for (let p = 0; p < prompts; p++) own += singles[f * prompts + p];
    sum += Math.abs(own / prompts);
  }
  return sum / features;
}
