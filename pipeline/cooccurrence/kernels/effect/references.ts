/**
 * References beside the network's clusters, which decide nothing: groups of raw coordinates of the residual, which are no features of the
 * dictionary. H5b compares groupings of the same features; a reference says whether it takes a dictionary at all.
 *
 *   mean-differences  for each answer the direction of its mean over the finding half: one direction a group
 *   components        as many principal components as the network has features, in groups of its clusters' sizes by the answer favoured
 *   neurons           as many neurons of the feed-forward before the hook by Σ|a|, grouped likewise
 */
import { random } from '../../../../src/random.ts';
import { assignGroups } from './assign-groups.ts';
import { classMeans, type FeatureTable, type PromptClass } from './classes.ts';

export const REFERENCES = ['mean-differences', 'components', 'neurons'] as const;
export type Reference = (typeof REFERENCES)[number];

export const NOT_DEALT = 'a reference of raw coordinates, not held against deals of features';

export interface ReferenceSource {
  readonly method: Reference;
  /** Of its coordinates, ascending: a neuron's number, a component's place by variance, an answer's place. */
  readonly ids: readonly number[];
  readonly values: FeatureTable;
  /** Unit of each. */
  readonly unitOf: readonly number[];
  /** Why there are no groups. */
  readonly reason: string | null;
}

/** One that has no groups. */
export function noReference(method: Reference, reason: string): ReferenceSource {
  const values = { values: new Float64Array(), features: 0, prompts: 0 };
  return { method, ids: [], values, unitOf: [], reason };
}

/** Group of each coordinate from 0: its own, or by the answer on which its mean value is largest. @param sizes of the network's clusters */
export function referenceGroups(
  { method, ids, values }: Pick<ReferenceSource, 'method' | 'ids' | 'values'>,
  sizes: readonly number[],
  answers: readonly PromptClass[],
  seed: number,
): Int32Array {
  if (method === 'mean-differences') return Int32Array.from(ids.keys());
  const falling = [...sizes.keys()].sort((a, b) => sizes[b] - sizes[a] || a - b);
  const own = falling.map((cluster) => sizes[cluster]);
  const groups = assignGroups(classMeans(values, answers), own, random(seed, 'effect', method));
  return groups.map((group) => falling[group]);
}
