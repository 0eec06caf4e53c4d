/**
 * Which removals are run, in a fixed order: none (the baseline on the same graph); then for the features themselves and for each
 * control, every feature alone and every pair; then some pairs again with the removal scaled down to λ = 2⁻¹⁰, whose interaction of
 * order λ² is far below the rounding of float32, so that what is found there is rounding (indices.ts).
 */

import { type Random, random, shuffle } from '../../../random.ts';
import type { Change } from '../change.ts';
import type { Control } from './controls.ts';
import { type Removable, removal } from './removal.ts';

/** λ of the pairs that measure rounding. */
const TINY = 2 ** -10;
/** Pairs that measure rounding, spread evenly over the pool. */
const TINY_PAIRS = 24;

export interface InteractionPlan {
  readonly features: number;
  readonly pairs: PairPool['pairs'];
  readonly exhaustive: boolean;
  /** Number of control dictionaries. */
  readonly controls: number;
  /** Indices of pairs run again to measure rounding. */
  readonly tiny: readonly number[];
  /** Number of interventions. */
  readonly count: number;
}

export function interactionPlan(features: number, pool: PairPool, controls: number): InteractionPlan {
  const { pairs, exhaustive } = pool;
  const tiny = Array.from({ length: Math.min(TINY_PAIRS, pairs.length) }, (_, i) =>
    Math.floor((i * pairs.length) / Math.min(TINY_PAIRS, pairs.length)),
  );
  const count = 1 + (controls + 1) * (features + pairs.length) + 3 * tiny.length;
  return { features, pairs, exhaustive, controls, tiny, count };
}

/** Index of the removal of one feature; dictionary 0 is the features' own, k the k-th control. */
export function singleAt({ features, pairs }: InteractionPlan, dictionary: number, feature: number): number {
  return 1 + dictionary * (features + pairs.length) + feature;
}

export function pairAt(plan: InteractionPlan, dictionary: number, pair: number): number {
  return singleAt(plan, dictionary, 0) + plan.features + pair;
}

/** Index of the first of the three tiny removals (a, b, both) of tiny pair n. */
export function tinyAt(plan: InteractionPlan, n: number): number {
  return pairAt(plan, plan.controls, 0) + plan.pairs.length + 3 * n;
}

/** The removals in the plan's order. */
export function removals(plan: InteractionPlan, from: Removable, controls: readonly Control[]): Change[] {
  if (controls.length !== plan.controls)
    throw new RangeError(`removals: ${controls.length} controls, expected ${plan.controls}`);
  const features = Array.from({ length: plan.features }, (_, i) => i);
  return [
    removal(from, [], 1),
    ...[undefined, ...controls].flatMap((control) => [
      ...features.map((i) => removal(from, [i], 1, control)),
      ...plan.pairs.map((pair) => removal(from, pair, 1, control)),
    ]),
    ...plan.tiny.flatMap((n) => {
      const [a, b] = plan.pairs[n];
      return [[a], [b], [a, b]].map((members) => removal(from, members, TINY));
    }),
  ];
}

/**
 * The pool of feature pairs: every pair of the kept features, or a seeded sample without repeats where they are too many, half of
 * it pairs inside a cluster and half pairs between clusters (all of a kind where it has fewer than half). The pool is fixed before
 * anything is run.
 */
export interface PairPool {
  /** Indices of the features, a < b, ascending. */
  readonly pairs: readonly (readonly [number, number])[];
  /** Whether every pair is in it, so that any relabelling of clusters can be tested without another run. */
  readonly exhaustive: boolean;
}

/** @param clusters cluster of each feature; @param most largest number of pairs */
export function pairPool(clusters: ArrayLike<number>, most: number, seed: number): PairPool {
  if (!(Number.isInteger(most) && most >= 0))
    throw new RangeError(`pairPool: most ${most}, expected a whole number from 0`);
  const within: [number, number][] = [];
  const between: [number, number][] = [];
  for (let a = 0; a < clusters.length; a++) {
    for (let b = a + 1; b < clusters.length; b++) (clusters[a] === clusters[b] ? within : between).push([a, b]);
  }
  const exhaustive = within.length + between.length <= most;
  const inside = Math.min(within.length, Math.max(Math.ceil(most / 2), most - between.length));
  const pairs = exhaustive
    ? [...within, ...between]
    : [
        ...drawn(within, inside, random(seed, 'interaction', 'within')),
        ...drawn(between, most - inside, random(seed, 'interaction', 'between')),
      ];
  return { pairs: pairs.sort(([a, b], [c, d]) => a - c || b - d), exhaustive };
}

function drawn<T>(items: readonly T[], count: number, rng: Random): T[] {
  const order = shuffle(
    Int32Array.from(items, (_, i) => i),
    rng,
  );
  return Array.from(order.subarray(0, count), (i) => items[i]);
}
