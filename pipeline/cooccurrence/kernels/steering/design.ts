/**
 * Which features are steered together. Sets are drawn before any is run, seeded by arm and size, so that the same seed gives
 * the same sets on any machine and a new arm does not move the others.
 *
 * - single: every feature of the kept clusters, alone;
 * - within: sets inside one kept cluster, a cell for each cluster and size;
 * - between: sets over the kept clusters whose counts per cluster differ by at most one;
 * - random: sets of selected features, whatever their cluster;
 * - matched: for within sets of all clusters by turns, features outside every kept cluster that are nearest in mean |attribution| and prevalence;
 * - random-direction, random-covariance, prompt-difference: as random, but each feature's decoder row is replaced by a direction
 *   of the same norm (directions.ts);
 * - carriers: each of the features that carry the answer alone (carriers.ts), and under `carriers-direction` the same with a random
 *   direction of the same norm in its place, at the doses of single features.
 *
 * A cell holds `setsPerCell` sets without repeats, or all there are.
 */

import { choose, combinations, distinctSubsets, drawSubset } from '../../../../src/methods/intervention/subsets.ts';
import { type Random, random, shuffle } from '../../../../src/random.ts';
import type { Experiment } from './experiments.ts';
import { type FeatureTraits, matchedSets, matcher } from './matched.ts';

export const SET_ARMS = [
  'within',
  'between',
  'random',
  'matched',
  'random-direction',
  'random-covariance',
  'prompt-difference',
] as const;
type SetArm = (typeof SET_ARMS)[number];
/** What a study may ask for beside the single features of its clusters. */
export const ARMS = [...SET_ARMS, 'carriers'] as const;
/** Features alone at the doses of single features. */
const ALONE = ['single', 'carriers', 'carriers-direction'] as const;
/** Beside the arms of this file: every pair of some features (equal-norm-pairs.ts), and the study's further experiments (experiments.ts). */
export type Arm = (typeof ALONE)[number] | SetArm | 'pool' | Experiment;

/** Whether the arm is of single features, which no set is compared with. */
export function isAlone(arm: string): boolean {
  return (ALONE as readonly string[]).includes(arm);
}

/** Whether the arm replaces its features' decoder rows by other directions. */
export function takesDirections(arm: Arm): boolean {
  return ['random-direction', 'random-covariance', 'prompt-difference', 'carriers-direction'].includes(arm);
}

/** Arms whose directions are made of differences between prompts. */
const OF_PROMPTS: readonly string[] = ['random-covariance', 'prompt-difference'];

/** The arms whose directions can be drawn from so many steered prompts, and a note of those that cannot. */
export function drawableArms<A extends string>(
  arms: readonly A[],
  prompts: number,
): { readonly arms: A[]; readonly notes: readonly string[] } {
  const lost = prompts < 2 ? arms.filter((arm) => OF_PROMPTS.includes(arm)) : [];
  const note = `${lost.join(' and ')}: left out, because directions between prompts need two, and ${prompts} is steered`;
  return { arms: arms.filter((arm) => !lost.includes(arm)), notes: lost.length === 0 ? [] : [note] };
}

export interface SteeringSet {
  readonly setId: number;
  readonly arm: Arm;
  /** Null where the set does not lie in one cluster by design. */
  readonly cluster: number | null;
  readonly size: number;
  /** Number of the set within its cell, from 0. */
  readonly replicate: number;
  /** Ascending. */
  readonly featureIds: readonly number[];
}

export interface DesignInput {
  /** Features of each kept cluster. */
  readonly clusters: ReadonlyMap<number, readonly number[]>;
  /** Every selected feature. */
  readonly selected: readonly number[];
  /** What the arm `matched` matches on, for every active feature. */
  readonly traits: ReadonlyMap<number, FeatureTraits>;
  /** Largest attribution first. */
  readonly carriers: readonly number[];
  readonly arms: readonly (typeof ARMS)[number][];
  readonly sizes: readonly number[];
  readonly setsPerCell: number;
  readonly seed: number;
}

export function designSets(input: DesignInput): SteeringSet[] {
  const { clusters, selected, traits, carriers, arms, sizes, setsPerCell, seed } = input;
  const kept = [...clusters]
    .sort(([a], [b]) => a - b)
    .map(([cluster, features]) => ({ cluster, features: ascending(features) }));
  const everyone = ascending(selected);
  const outside = matcher(traits, new Set(kept.flatMap(({ features }) => features)));
  const sets: SteeringSet[] = [];
  const cell = (arm: Arm, cluster: number | null, subsets: readonly (readonly number[])[]): void => {
    subsets.forEach((features, replicate) => {
      sets.push({
        setId: sets.length,
        arm,
        cluster,
        size: features.length,
        replicate,
        featureIds: ascending(features),
      });
    });
  };
  const from = (items: readonly number[], size: number, rng: Random): readonly number[][] =>
    distinctSubsets(
      setsPerCell,
      choose(items.length, size),
      () => combinations(items, size),
      () => drawSubset(items, size, rng),
    );

  for (const { cluster, features } of kept) for (const feature of features) cell('single', cluster, [[feature]]);
  for (const arm of arms) {
    if (arm === 'carriers') {
      const alone = carriers.map((feature) => [feature]);
      cell('carriers', null, alone);
      cell('carriers-direction', null, alone);
      continue;
    }
    for (const size of sizes) {
      if (arm === 'within') {
        for (const { cluster, features } of kept)
          cell(arm, cluster, from(features, size, random(seed, arm, cluster, size)));
      } else if (arm === 'between') {
        const groups = kept.map(({ features }) => features);
        cell(arm, null, balancedSets(groups, size, setsPerCell, random(seed, arm, size)));
      } else if (arm === 'matched') {
        const within = sets
          .filter((set) => set.arm === 'within' && set.size === size)
          .sort((a, b) => a.replicate - b.replicate || a.setId - b.setId)
          .map(({ featureIds }) => featureIds);
        cell(arm, null, matchedSets(within, outside, setsPerCell));
      } else cell(arm, null, from(everyone, size, random(seed, arm, size)));
    }
  }
  return sets;
}

/** Sets whose counts per group differ by at most one: each group gives ⌊size/groups⌋, and the remainder one more each. */
function balancedSets(
  groups: readonly (readonly number[])[],
  size: number,
  count: number,
  rng: Random,
): readonly number[][] {
  if (groups.length < 2) return [];
  const base = Math.floor(size / groups.length);
  const larger = size - base * groups.length;
  const indices = groups.map((_, g) => g);
  const takes = combinations(indices, larger).map((extra) => indices.map((g) => base + (extra.includes(g) ? 1 : 0)));
  const ways = takes.map((take) => take.reduce((product, k, g) => product * choose(groups[g].length, k), 1));
  const total = ways.reduce((sum, n) => sum + n, 0);
  if (total === 0) return [];
  const possible = takes.filter((_, i) => ways[i] > 0);
  return distinctSubsets(
    count,
    total,
    () => possible.flatMap((take) => product(take.map((k, g) => combinations(groups[g], k)))),
    () => {
      const take = shuffle([...possible], rng)[0];
      return take.flatMap((k, g) => drawSubset(groups[g], k, rng));
    },
  );
}

/** Every way to take one subset of each list, joined. */
function product(lists: readonly (readonly number[][])[]): number[][] {
  return lists.reduce<number[][]>(
    (sofar, list) => sofar.flatMap((head) => list.map((tail) => [...head, ...tail])),
    [[]],
  );
}

function ascending(features: readonly number[]): number[] {
  return [...features].sort((a, b) => a - b);
}
