/**
 * The network's clusters beside groupings of the same features that need no network, each with as many groups of the same sizes, all made
 * from the half of the prompts that finds:
 *
 *   attribution-class       the answer on whose prompts the feature's mean value is largest
 *   activation-class        the answer on whose prompts its mean code is largest
 *   activation-correlation  mean |r| of its codes to the members of average-linkage groups
 *   decoder-cosine          mean |cosine| of what it writes to the members of average-linkage groups
 */
import { averageLinkage } from '../../../../src/methods/stats/average-linkage.ts';
import { random } from '../../../../src/random.ts';
import { likenessOf } from '../units/likeness.ts';
import { assignGroups } from './assign-groups.ts';
import { classMeans, type FeatureTable, type PromptClass } from './classes.ts';

/** Groupings that ask nothing of the network. */
export const TRIVIAL = ['attribution-class', 'activation-class', 'activation-correlation', 'decoder-cosine'] as const;
export const METHODS = ['network', ...TRIVIAL] as const;
export type Method = (typeof METHODS)[number];

export interface GroupingSource {
  /** Cluster of each feature, 0 … k − 1. */
  readonly network: Int32Array;
  /** Value and code of each feature on each prompt. */
  readonly values: FeatureTable;
  readonly codes: FeatureTable;
  /** Decoder rows, [F, D]. */
  readonly rows: { readonly data: Float32Array; readonly width: number };
  /** By answer. */
  readonly answers: readonly PromptClass[];
  /** Prompts of the half that finds, ascending. */
  readonly finds: readonly number[];
  readonly seed: number;
}

/** Group of each feature by method, numbered as the clusters are whose sizes the groups have; without answers none are by class. */
export function groupingsOf(source: GroupingSource): Map<Method, Int32Array> {
  const { network, values, codes, answers, seed } = source;
  const sizes = sizesOf(network);
  const falling = [...sizes.keys()].sort((a, b) => sizes[b] - sizes[a] || a - b);
  const made = (method: Method, scores: readonly Float64Array[]): [Method, Int32Array] => {
    const own = falling.map((cluster) => sizes[cluster]);
    return [method, assignGroups(scores, own, random(seed, 'effect', method)).map((group) => falling[group])];
  };
  const like = likenessOf(source.rows, foundCodes(source));
  return new Map([
    ['network', network],
    ...(answers.length === 0
      ? []
      : [made('attribution-class', classMeans(values, answers)), made('activation-class', classMeans(codes, answers))]),
    made('activation-correlation', linkedScores(network.length, sizes.length, like.r)),
    made('decoder-cosine', linkedScores(network.length, sizes.length, like.cosine)),
  ]);
}

export function sizesOf(groups: Int32Array): number[] {
  const sizes: number[] = Array.from({ length: Math.max(...groups) + 1 }, () => 0);
  for (const group of groups) sizes[group]++;
  return sizes;
}

/** Codes on the prompts that find, [F, first half]. */
function foundCodes({ codes, finds }: GroupingSource): { data: Float64Array; width: number } {
  const data = new Float64Array(codes.features * finds.length);
  for (let feature = 0; feature < codes.features; feature++)
    finds.forEach((prompt, at) => {
      data[feature * finds.length + at] = codes.values[feature * codes.prompts + prompt];
    });
  return { data, width: finds.length };
}

/** Mean likeness of every feature to the members of each linkage group, itself among them: [groups][F]. */
function linkedScores(features: number, groups: number, likeness: (i: number, j: number) => number): Float64Array[] {
  const alike = new Float64Array(features * features);
  for (let i = 0; i < features; i++)
    for (let j = 0; j < features; j++)
      // What does not vary, or writes nothing, is like nothing else.
      alike[i * features + j] = i === j ? 1 : Math.abs(likeness(i, j)) || 0;
  return averageLinkage(alike, features, groups).map((members) =>
    Float64Array.from({ length: features }, (_, feature) => {
      return members.reduce((sum, member) => sum + alike[feature * features + member], 0) / members.length;
    }),
  );
}
