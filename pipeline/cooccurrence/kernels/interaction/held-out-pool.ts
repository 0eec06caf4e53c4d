/**
 * H4 on held-out prompts: the clusters that the first half of the prompts finds alone, asked of what pairs do on the second half, with those
 * clusters' labels permuted over the features that have one, copies together, in every split.
 */
import type { Interactions } from '../../../../src/methods/intervention/removal/indices.ts';
import type { PairPool } from '../../../../src/methods/intervention/removal/removal-plan.ts';
import { relabelling } from '../../../../src/methods/stats/relabelling.ts';
import { permutationP } from '../../../../src/methods/stats/resampling.ts';
import { random } from '../../../../src/random.ts';
import type { Member } from '../steering/members.ts';
import { type Measure, poolValues } from './pool-means.ts';

/** They cost no run of the model. */
const PERMUTATIONS = 9999;

export interface HeldOutHalf {
  readonly split: string;
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
      split,
      clusters: Int32Array.from(members, ({ feature_id: id }) => found.get(id) ?? 0),
      prompts: promptIds.flatMap((id, place) => (asked.has(id) ? [place] : [])),
    };
  });
}

interface Options {
  readonly seed: number;
  readonly strata: Int32Array;
  readonly heldOut: readonly HeldOutHalf[];
  /** Unit of each feature; every feature is its own unless given. */
  readonly blocks?: ArrayLike<number>;
}

/** Within minus between in one split. */
export interface SplitDifference {
  readonly split: string;
  /** NaN where the split leaves no pair within or between clusters, or no prompt; p is null then. */
  readonly difference: number;
  readonly p: number | null;
  /** Why there is no p. */
  readonly reason: string | null;
}

/** Of each measure one for each split. Measures share the permuted labels. */
export function heldOutDifferences(
  pairs: PairPool['pairs'],
  found: Interactions,
  measures: readonly Measure[],
  options: Options,
): Partial<Record<Measure, SplitDifference[]>> {
  if (measures.length === 0) return {};
  const bySplit = options.heldOut.map((half) => differencesOf(pairs, found, measures, half, options));
  return Object.fromEntries(
    measures.map((measure, m) => [
      measure,
      options.heldOut.map(({ split }, place) => ({ split, ...bySplit[place][m] })),
    ]),
  );
}

type Difference = Omit<SplitDifference, 'split'>;

const NONE: Difference = {
  difference: Number.NaN,
  p: null,
  reason: 'the first half’s clusters leave no pair within or between them, or no prompt',
};

/** In the order of the measures. */
function differencesOf(
  pairs: PairPool['pairs'],
  found: Interactions,
  measures: readonly Measure[],
  { clusters, prompts }: HeldOutHalf,
  { seed, strata, blocks }: Options,
): Difference[] {
  if (prompts.length === 0) return measures.map(() => NONE);
  const weights = new Float64Array(found.prompts);
  for (const p of prompts) weights[p] = 1;
  const all = poolValues(found, weights, strata, measures);
  const known = pairs.flatMap(([a, b], n) => (clusters[a] > 0 && clusters[b] > 0 ? [n] : []));
  const [first, second] = [0, 1].map((side) => Int32Array.from(known, (n) => pairs[n][side]));
  const values = measures.map((measure) => Float64Array.from(known, (n) => all[measure][n]));
  const ask = withinMinusBetween(first, second, values);
  const observed = ask(clusters);
  if (observed.every(Number.isNaN)) return measures.map(() => NONE);
  const features = Int32Array.from(clusters.keys()).filter((f) => clusters[f] > 0);
  const rng = random(seed, 'interaction', 'held-out');
  const labels = clusters.slice();
  const relabel = relabelling(
    features.map((f) => clusters[f]),
    blocks && features.map((f) => blocks[f]),
  );
  const order = new Int32Array(features.length);
  const permuted = measures.map(() => new Float64Array(PERMUTATIONS));
  for (let permutation = 0; permutation < PERMUTATIONS; permutation++) {
    relabel(rng, order);
    for (let k = 0; k < features.length; k++) labels[features[k]] = order[k];
    const own = ask(labels);
    for (let m = 0; m < permuted.length; m++) permuted[m][permutation] = own[m];
  }
  return observed.map((difference, m) => {
    if (Number.isNaN(difference)) return NONE;
    const { greater, reason } = permutationP(difference, permuted[m]);
    return { difference, p: reason === null ? greater : null, reason };
  });
}

/** Mean over pairs of one cluster less that over pairs of two, every pair alike, of each list of values; NaN without pairs of either kind. */
function withinMinusBetween(a: Int32Array, b: Int32Array, lists: readonly Float64Array[]) {
  // Pairs are dealt to both kinds first, and summed after: which kind the next pair is cannot be foreseen, and a wrong guess of the
  // processor costs more than ten additions.
  const [within, between] = [new Int32Array(a.length + 1), new Int32Array(a.length + 1)];
  return (labels: Int32Array): number[] => {
    let [inside, outside] = [0, 0];
    for (let n = 0; n < a.length; n++) {
      within[inside] = n;
      between[outside] = n;
      const same = Number(labels[a[n]] === labels[b[n]]);
      inside += same;
      outside += 1 - same;
    }
    return lists.map((values) => sumOf(values, within, inside) / inside - sumOf(values, between, outside) / outside);
  };
}

function sumOf(values: Float64Array, places: Int32Array, count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += values[places[k]];
  return sum;
}
