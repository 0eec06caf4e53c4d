/** H2 in a synthetic world: a pool of every pair of some features steered at equal norm, as stages `steer`, `summarise` and `verdict` make and compare it. */

import type { Findings, SteeredSets } from '../../pipeline/cooccurrence/claims/h1-to-h5.ts';
import { heldOutSets } from '../../pipeline/cooccurrence/claims/held-out-sets.ts';
import { poolSets } from '../../pipeline/cooccurrence/kernels/steering/equal-norm-pairs.ts';
import { alikeRows, DISTINCT } from '../../pipeline/cooccurrence/kernels/steering/near-parallel.ts';
import { plainMeans } from '../../pipeline/cooccurrence/kernels/summary/block-means.ts';
import { type ContrastRow, contrastRows } from '../../pipeline/cooccurrence/kernels/summary/contrast-rows.ts';
import {
  POOL,
  type PoolPairs,
  poolContrast,
  poolPairs,
} from '../../pipeline/cooccurrence/kernels/summary/pool-contrast.ts';
import { promptDraws, setMeans } from '../../pipeline/cooccurrence/kernels/summary/set-means.ts';
import { pOverSplits } from '../../src/methods/stats/p-over-splits.ts';
import { LEVEL } from '../../src/run/decide.ts';
import { rowOf, steered, sumOfRows } from './damage.ts';
import { dot } from './vectors.ts';
import type { World } from './world.ts';

export interface SetOptions {
  readonly seed: number;
  readonly sesoi: number;
  readonly halves: readonly ArrayLike<number>[];
  /** Features of the kept clusters, and the cluster of each. */
  readonly features: readonly number[];
  readonly labels: readonly number[];
  /** What each first half finds alone: [F] cluster of every feature, 0 for none; and the prompts that are asked. */
  readonly splits: readonly FirstHalf[];
  /** P. */
  readonly prompts: number;
}

export interface FirstHalf {
  readonly split: string;
  readonly clusters: Int32Array;
  readonly test: Int32Array;
}

/** Pairs of the pool at most, as in the bundled study. */
const PAIRS = 200;
/** Every pair is pushed this far, as runs push theirs by the mean ‖Σ d‖ of all. */
const NORM = Math.SQRT2;
/** Bootstrap draws and permutations of labels, as stage `summarise` makes them, and permutations on held-out prompts, as stage `verdict` does. */
const [DRAWS, PERMUTATIONS, HELD_OUT_PERMUTATIONS] = [1000, 1999, 9999];

/** `lost`: H2 cannot be supported, since labels permuted give as much too often, and no interval was made. */
type Sets = Pick<Findings, 'sets' | 'setsReason' | 'heldOutSets'> & { readonly lost: boolean };

export function setFindings(world: World, options: SetOptions, curtail: boolean): Sets {
  const { seed, sesoi, features, labels } = options;
  const clusters = new Map(features.map((feature, i) => [feature, labels[i]]));
  const members = new Map([...new Set(labels)].map((label) => [label, features.filter((_, i) => labels[i] === label)]));
  const alike = alikeRows(new Map(features.map((f) => [f, rowOf(world, f)])), DISTINCT);
  const sets = poolSets(members, { most: PAIRS, seed, alike }).sets.map(({ featureIds, ...set }, id) => {
    return { ...set, set_id: id, feature_ids: featureIds };
  });
  const setsReason = 'Two kept clusters with pairs within and between them are needed, and damage that varies.';
  const sums = sets.map(({ feature_ids }) => sumOfRows(world, feature_ids));
  const norms = new Map(sets.map(({ set_id }, n) => [set_id, Math.sqrt(dot(sums[n], sums[n]))]));
  const none = { sets: null, setsReason, heldOutSets: [] };
  const pooled = (count: number): PoolPairs | null =>
    poolPairs(sets, clusters, { seed, draws: count, permutations: PERMUTATIONS, norms, units: null });
  const first = pooled(0);
  if (first === null) return { ...none, lost: false };
  const damage = sets.map(({ feature_ids: ids }) => steered(world, ids, NORM));
  const flat = Float64Array.from(damage.flatMap((row) => [...row]));
  const name = { mode: 'seed', scaling: 'norm-matched', outcome: 'logit_diff', other: POOL };
  const contrastOf = (pool: PoolPairs | null, count: number): SteeredSets | null => {
    if (pool === null) return null;
    const draws = promptDraws(options.prompts, options.halves, count, seed);
    const means = plainMeans(setMeans(flat, draws));
    const contrast = poolContrast({ factor: 1, scaling: 'norm-matched', sets }, means, pool);
    const rows = contrast === null ? [] : contrastRows(name, [contrast], sesoi, null);
    const whole = rows.find(({ size }) => size === 0);
    return whole === undefined ? null : stored(whole);
  };
  const above = (p: number | null): boolean => curtail && p !== null && p > LEVEL;
  if (above(contrastOf(first, 0)?.p_greater ?? null)) return { ...none, lost: true };
  const rows = sets.flatMap(({ feature_ids: [a, b] }, n) =>
    Array.from(damage[n], (value, prompt_id) => {
      return { feature_a: a, feature_b: b, prompt_id, damage: value * first.scales[n] };
    }),
  );
  const again = heldOut(rows, options);
  if (above(pOverSplits(again))) return { ...none, lost: true };
  return { sets: contrastOf(pooled(DRAWS), DRAWS), setsReason, heldOutSets: again, lost: false };
}

/** As the table gives it back: a number that does not exist is null. */
function stored({ estimate, low, high, p_greater }: ContrastRow): SteeredSets {
  const value = (x: string | number | boolean | null): number | null =>
    x === null || Number.isNaN(x) ? null : Number(x);
  return { estimate: Number(estimate), low: value(low), high: value(high), p_greater: value(p_greater) };
}

function heldOut(rows: Parameters<typeof heldOutSets>[0]['rows'], options: SetOptions) {
  const { features, splits, seed } = options;
  const clusters = splits.flatMap(({ split, clusters: own }) =>
    features.flatMap((f) => (own[f] > 0 ? [{ split, feature_id: f, cluster: own[f] }] : [])),
  );
  const asked = splits.flatMap(({ split, test }) => Array.from(test, (prompt_id) => ({ split, prompt_id })));
  return heldOutSets({ rows, clusters, asked }, { seed, replicates: HELD_OUT_PERMUTATIONS, units: null });
}
