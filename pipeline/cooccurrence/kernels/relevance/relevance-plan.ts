/**
 * Which sets of features are kept alone and taken out, and in what order: nothing changed, every feature taken out, then each set kept
 * and taken out on every prompt, then random sets alike in mass on the held-out prompts.
 */
import { random } from '../../../../src/random.ts';
import { drawSet, randomPool } from './random-sets.ts';

/** Sets that random ones are drawn for. */
const COMPARED = ['selected', 'kept'];

export interface FeatureSet {
  readonly name: string;
  /** Places of its features among those that fire, ascending. */
  readonly features: readonly number[];
}

export interface RandomSets {
  /** Name of the set that they are held against. */
  readonly of: string;
  readonly from: 'outside' | 'all';
  readonly sets: readonly (readonly number[])[];
  /** Their mean mass over the set's. */
  readonly mass: number;
}

export interface RelevancePlan {
  readonly sets: readonly FeatureSet[];
  readonly randoms: readonly RandomSets[];
}

export interface FiringFeatures {
  /** Σ f over all prompts and positions. */
  readonly mass: Float64Array;
  /** Σ |attribution| over the first half's prompts and the positions that count. */
  readonly attribution: Float64Array;
  /** Those with a code on two prompts or more, ascending. */
  readonly candidates: readonly number[];
}

/** The sets, with as many of the largest |attribution| beside `selected` and `kept`. @param clusters kept, by number */
export function featureSets(
  selected: readonly number[],
  clusters: ReadonlyMap<number, readonly number[]>,
  { attribution }: Pick<FiringFeatures, 'attribution'>,
): FeatureSet[] {
  const kept = [...clusters.values()].flat();
  const falling = Array.from(attribution, (_, i) => i).sort((a, b) => attribution[b] - attribution[a] || a - b);
  const ascending = (features: readonly number[]): number[] => [...features].sort((a, b) => a - b);
  const top = (name: string, { length }: readonly number[]): FeatureSet => ({
    name: `top ${name}`,
    features: ascending(falling.slice(0, length)),
  });
  return [
    { name: 'selected', features: ascending(selected) },
    { name: 'kept', features: ascending(kept) },
    ...[...clusters].map(([cluster, members]) => ({ name: `cluster ${cluster}`, features: ascending(members) })),
    top('selected', selected),
    top('kept', kept),
  ];
}

/** @param count random sets of each compared set */
export function randomSetsOf(
  sets: readonly FeatureSet[],
  { mass, candidates }: Pick<FiringFeatures, 'mass' | 'candidates'>,
  count: number,
  seed: number,
): RandomSets[] {
  const massOf = (features: ArrayLike<number>): number => Array.from(features).reduce((sum, i) => sum + mass[i], 0);
  return sets
    .filter(({ name, features }) => COMPARED.includes(name) && features.length > 0)
    .map(({ name, features }) => {
      const pool = randomPool(features, mass, candidates);
      const drawn = Array.from({ length: count }, (_, k) =>
        drawSet(features, mass, pool, random(seed, 'relevance', name, k)),
      ).filter((set) => set !== null);
      const mean = drawn.reduce((sum, set) => sum + massOf(set), 0) / drawn.length;
      return { of: name, from: pool.from, sets: drawn.map((set) => [...set]), mass: mean / massOf(features) };
    });
}

/** Places of the evaluations of a plan. */
export const UNCHANGED = 0;
export const NONE_LEFT = 1;

export function keptAt(set: number): number {
  return 2 + 2 * set;
}

export function droppedAt(set: number): number {
  return keptAt(set) + 1;
}

/** Of the k-th random set of the r-th compared set: kept; taken out is the next. */
export function randomAt({ sets, randoms }: RelevancePlan, r: number, k: number): number {
  return keptAt(sets.length) + 2 * (k + randoms.slice(0, r).reduce((sum, { sets }) => sum + sets.length, 0));
}
