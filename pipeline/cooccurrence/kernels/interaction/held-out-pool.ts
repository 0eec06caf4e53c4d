/**
 * H4 on held-out prompts: the clusters that the first half of the prompts finds alone, asked of what pairs do on the second half, with those
 * clusters' labels permuted over the features that have one. Of several splits the one with the largest p speaks.
 */
import type { Interactions } from '../../../../src/methods/intervention/removal/indices.ts';
import type { PairPool } from '../../../../src/methods/intervention/removal/removal-plan.ts';
import { permutationP } from '../../../../src/methods/stats/resampling.ts';
import { random, shuffle } from '../../../../src/random.ts';
import type { Member } from '../steering/members.ts';
import { type Measure, poolMeans, poolValues } from './pool-means.ts';

/** They cost no run of the model. */
const PERMUTATIONS = 9999;

export interface HeldOutHalf {
  /** Cluster of each feature that the first half finds, by place; 0 where it finds none. */
  readonly clusters: Int32Array;
  /** Prompts of the second half, by place among those that features are removed from. */
  readonly prompts: readonly number[];
}

/** What first halves find of the kept features, and which of the prompts that features are removed from are in the second halves. */
export function heldOutHalves(
  members: readonly Member[],
  promptIds: readonly number[],
  clusters: readonly (Member & { readonly split: string })[],
  secondHalf: readonly { readonly split: string; readonly prompt_id: number }[],
): HeldOutHalf[] {
  return [...new Set(secondHalf.map(({ split }) => split))].map((split) => {
    const own = clusters.filter((row) => row.split === split);
    const found = new Map(own.map(({ feature_id: id, cluster }) => [id, cluster]));
    const asked = new Set(secondHalf.filter((row) => row.split === split).map(({ prompt_id: id }) => id));
    return {
      clusters: Int32Array.from(members, ({ feature_id: id }) => found.get(id) ?? 0),
      prompts: promptIds.flatMap((id, place) => (asked.has(id) ? [place] : [])),
    };
  });
}

interface Options {
  readonly seed: number;
  readonly strata: Int32Array;
  readonly heldOut: readonly HeldOutHalf[];
}

/** @returns null where a split leaves no pair within or between clusters, or no prompt, and where there is no split */
export function heldOutDifference(
  pairs: PairPool['pairs'],
  found: Interactions,
  measure: Measure,
  options: Options,
): { readonly difference: number; readonly p: number } | null {
  const parts = options.heldOut.map((half) => differenceOf(pairs, found, measure, half, options));
  return parts.reduce(
    (worst, part, i) => (i === 0 ? part : worst === null || part === null ? null : part.p > worst.p ? part : worst),
    null,
  );
}

function differenceOf(
  pairs: PairPool['pairs'],
  found: Interactions,
  measure: Measure,
  { clusters, prompts }: HeldOutHalf,
  { seed, strata }: Options,
): { readonly difference: number; readonly p: number } | null {
  if (prompts.length === 0) return null;
  const weights = new Float64Array(found.prompts);
  for (const p of prompts) weights[p] = 1;
  const all = poolValues(found, weights, strata)[measure];
  const known = pairs.flatMap(([a, b], n) => (clusters[a] > 0 && clusters[b] > 0 ? [n] : []));
  const own = known.map((n) => pairs[n]);
  const values = Float64Array.from(known, (n) => all[n]);
  const features = Int32Array.from(clusters.keys()).filter((f) => clusters[f] > 0);
  const names = [...new Set(features.map((f) => clusters[f]))].sort((a, b) => a - b);
  const difference = poolMeans(own, values, clusters, names).difference;
  if (Number.isNaN(difference)) return null;
  const rng = random(seed, 'interaction', 'held-out');
  const [labels, order] = [clusters.slice(), features.map((f) => clusters[f])];
  const permuted = Array.from({ length: PERMUTATIONS }, () => {
    shuffle(order, rng);
    for (let k = 0; k < features.length; k++) labels[features[k]] = order[k];
    return poolMeans(own, values, labels, names).difference;
  });
  return { difference, p: permutationP(difference, permuted).greater };
}
