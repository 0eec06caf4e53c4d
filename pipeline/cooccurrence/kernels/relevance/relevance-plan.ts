/**
 * Which sets of features are kept alone and taken out, and in what order: nothing changed, every feature taken out, then each set kept
 * and taken out on every prompt, then random sets alike in mass on the held-out prompts, then the baselines on every prompt.
 */
import { random } from '../../../../src/random.ts';
import { activeCodes, type CodeTable, type FiringFeatures, firingFeatures, firingIds } from './firing-features.ts';
import { drawSet, randomPool } from './random-sets.ts';
import type { Baseline } from './relevance-baselines.ts';

/** Sets that random ones are drawn for. */
export const COMPARED: readonly string[] = ['selected', 'kept'];

interface FeatureSet {
  readonly name: string;
  /** Places of its features among those that fire, ascending. */
  readonly features: readonly number[];
}

export interface RandomSets {
  /** Name of the set that they are held against. */
  readonly of: string;
  readonly from: 'outside' | 'all';
  readonly sets: readonly (readonly number[])[];
  /** Their mean mass over the set's; null without sets. */
  readonly mass: number | null;
}

export interface RelevancePlan {
  readonly sets: readonly FeatureSet[];
  readonly randoms: readonly RandomSets[];
  readonly baselines: readonly Baseline[];
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

/** @param count random sets of each compared set; 0 asks for none */
export function randomSetsOf(
  sets: readonly FeatureSet[],
  { mass, candidates }: Pick<FiringFeatures, 'mass' | 'candidates'>,
  count: number,
  seed: number,
): RandomSets[] {
  const massOf = (features: ArrayLike<number>): number => Array.from(features).reduce((sum, i) => sum + mass[i], 0);
  if (count === 0) return [];
  return sets
    .filter(({ name, features }) => COMPARED.includes(name) && features.length > 0)
    .map(({ name, features }) => {
      const pool = randomPool(features, mass, candidates);
      const drawn = Array.from({ length: count }, (_, k) =>
        drawSet(features, mass, pool, random(seed, 'relevance', name, k)),
      ).filter((set) => set !== null);
      const mean = drawn.reduce((sum, set) => sum + massOf(set), 0) / drawn.length;
      const relative = drawn.length === 0 ? null : mean / massOf(features);
      return { of: name, from: pool.from, sets: drawn.map((set) => [...set]), mass: relative };
    });
}

/** What the stage stores of its plan, beside how it is cut into shards. */
export interface StoredRelevance extends RelevancePlan {
  /** feature_id of each place. */
  readonly firing: readonly number[];
  /** Σ|a| of each place over the prompts that find. */
  readonly attribution: readonly number[];
  /** Of each prompt; null where there are no halves. */
  readonly heldOut: readonly (boolean | null)[];
  /** Positions from 0 that nothing is taken out of. */
  readonly skip: number;
}

interface RelevanceInputs {
  readonly prompts: number;
  readonly codes: CodeTable;
  /** Of each prompt, where there are halves. */
  readonly halves: readonly { readonly prompt_id: number; readonly half: 'first' | 'second' }[];
  /** Feature ids. */
  readonly selected: readonly number[];
  readonly clusters: ReadonlyMap<number, readonly number[]>;
  readonly skip: number;
}

/** @param count random sets of each compared set; none without halves */
export function planRelevance(
  { prompts, codes, halves, selected, clusters, skip }: RelevanceInputs,
  count: number,
  seed: number,
): Omit<StoredRelevance, 'baselines'> {
  const half = new Map(halves.map((row) => [row.prompt_id, row.half]));
  const heldOut = Array.from({ length: prompts }, (_, id) => (half.size === 0 ? null : half.get(id) === 'second'));
  const firing = firingIds(codes);
  const places = new Map(firing.map((id, place) => [id, place]));
  const placesOf = (ids: readonly number[]): number[] => ids.flatMap((id) => places.get(id) ?? []);
  const known = firingFeatures(activeCodes(codes, firing), codes.attribution, firing.length, {
    counts: (prompt) => heldOut[prompt] !== true,
    skip,
  });
  const kept = new Map([...clusters].map(([cluster, ids]) => [cluster, placesOf(ids)]));
  const sets = featureSets(placesOf(selected), kept, known);
  const randoms = half.size === 0 ? [] : randomSetsOf(sets, known, count, seed);
  return { sets, randoms, firing, attribution: [...known.attribution], heldOut, skip };
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
export function randomAt({ sets, randoms }: Pick<RelevancePlan, 'sets' | 'randoms'>, r: number, k: number): number {
  return keptAt(sets.length) + 2 * (k + randoms.slice(0, r).reduce((sum, { sets }) => sum + sets.length, 0));
}

/** The whole residual at the mean of its slots: what baselines leave with no direction. */
export function noResidualAt(plan: Pick<RelevancePlan, 'sets' | 'randoms'>): number {
  return randomAt(plan, plan.randoms.length, 0);
}

/** Of the b-th baseline: kept; taken out is the next. */
export function baselineAt(plan: Pick<RelevancePlan, 'sets' | 'randoms'>, b: number): number {
  return noResidualAt(plan) + 1 + 2 * b;
}
