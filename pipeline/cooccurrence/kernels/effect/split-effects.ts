/**
 * H5 in every further split of the prompts: the clusters that its first half finds, and the trivial groupings of their features, taken out of
 * its second half. Point estimates alone: deals are made in the first split. A group that several splits have is taken out once, on the
 * prompts that any of them asks.
 */
import type { SweepOutcomes } from '../../../../src/methods/intervention/run-changes.ts';
import { quantile } from '../../../../src/methods/stats/ranks.ts';
import type { StoredEffect } from './effect-plan.ts';
import { METHODS } from './groupings.ts';
import { contributions, type Loss, summed } from './selectivity.ts';

/** What a split asks; its groups are of places among all features. */
export interface StoredSplit extends Pick<StoredEffect, 'classes' | 'groupings' | 'groups' | 'reason'> {
  readonly split: string;
  /** Features of its clusters, and how many without copies. */
  readonly n: number;
  readonly units: number;
  /** Place of each of its groups among the distinct ones of all splits. */
  readonly at: readonly number[];
}

export interface StoredSplits {
  /** Features of the clusters of any split, ascending. */
  readonly features: readonly number[];
  readonly splits: readonly StoredSplit[];
  /** Distinct groups: places among the features, and the prompts that they are taken out of, both ascending. */
  readonly groups: readonly { readonly features: readonly number[]; readonly on: readonly number[] }[];
  /** Prompts that any split asks, ascending. */
  readonly asked: readonly number[];
}

/** @param plans without deals and references */
export function planSplits(plans: readonly { readonly split: string; readonly plan: StoredEffect }[]): StoredSplits {
  const features = ascending(plans.flatMap(({ plan }) => plan.features));
  const placeOf = new Map(features.map((id, place) => [id, place]));
  const distinct = new Map<string, { features: readonly number[]; on: Set<number>; place: number }>();
  const splits = plans.map(({ split, plan }): StoredSplit => {
    const at = plan.groups.map((group) => {
      const own = group.features.map((place) => placeOf.get(plan.features[place]) as number);
      const known = distinct.get(own.join()) ?? { features: own, on: new Set(), place: distinct.size };
      for (const prompt of plan.asked) known.on.add(prompt);
      distinct.set(own.join(), known);
      return known.place;
    });
    const { classes, groupings, groups, reason, unitOf } = plan;
    return { split, n: plan.features.length, units: new Set(unitOf).size, classes, groupings, groups, reason, at };
  });
  const groups = [...distinct.values()].map((group) => ({ features: group.features, on: ascending(group.on) }));
  return { features, splits, groups, asked: ascending(groups.flatMap(({ on }) => on)) };
}

function ascending(values: Iterable<number>): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

/** Prompts of each evaluation: nothing changed, then each distinct group; none where nothing is taken out. */
export function splitAskedOf({ groups, asked }: Pick<StoredSplits, 'groups' | 'asked'>): Int32Array[] {
  if (groups.length === 0) return [];
  return [Int32Array.from(asked), ...groups.map(({ on }) => Int32Array.from(on))];
}

/** @param outcomes of the evaluations, one after another, each of its prompts @returns by distinct group */
export function splitLosses(plan: StoredSplits, { logitDiff }: Pick<SweepOutcomes, 'logitDiff'>): Loss {
  let from = 0;
  const cells = splitAskedOf(plan).map((prompts) => {
    const own = new Map(Array.from(prompts, (prompt, k) => [prompt, logitDiff[from + k]]));
    from += prompts.length;
    return own;
  });
  return (group, prompt) => {
    const [before, after] = [cells[0].get(prompt), cells[1 + group].get(prompt)];
    if (before === undefined || after === undefined)
      throw new Error(`effect: group ${group} is not taken out of prompt ${prompt}`);
    return before - after;
  };
}

/** Row of `grouping_split`. */
interface GroupingSplitRow {
  readonly method: string;
  readonly split: string;
  readonly clusters: number;
  readonly n: number;
  readonly n_units: number;
  readonly selectivity: number;
  /** Of the network less that of the method; NaN for the network. */
  readonly difference: number;
  readonly reason: string | null;
}

export function groupingSplitRows({ splits }: StoredSplits, loss: Loss): GroupingSplitRow[] {
  return splits.flatMap(({ split, n, units, classes, groupings, groups, reason, at }) => {
    const of = (method: string): number => {
      const own = groupings.find((grouping) => grouping.method === method);
      if (own === undefined) return Number.NaN;
      return summed(contributions(own.at, groups, classes, (group, prompt) => loss(at[group], prompt)));
    };
    const network = of('network');
    const clusters = groupings[0]?.at.length ?? 0;
    return METHODS.map((method): GroupingSplitRow => {
      const selectivity = of(method);
      const missing = Number.isNaN(selectivity) ? (reason ?? NO_ANSWER) : null;
      const difference = method === 'network' ? Number.NaN : network - selectivity;
      return { method, split, clusters, n, n_units: units, selectivity, difference, reason: missing };
    });
  });
}

const NO_ANSWER = 'no answer has two prompts or more in each half';

/** What the further splits come to, with the range over them. */
export function splitSentence(rows: readonly GroupingSplitRow[]): string {
  const network = rows.flatMap(({ method, selectivity }) => (method === 'network' && !Number.isNaN(selectivity) ? [selectivity] : [])); // biome-ignore format: one line
  if (network.length === 0) return 'no cluster of a further split was taken out';
  const least = new Map<string, number>();
  for (const { split, difference } of rows)
    if (!Number.isNaN(difference)) least.set(split, Math.min(difference, least.get(split) ?? difference));
  const more = [...least.values()].filter((difference) => difference > 0).length;
  const [low, middle, high] = [0, 0.5, 1].map((share) => quantile(network, share).toFixed(2));
  return `in ${network.length} further splits a cluster costs its own class ${middle} logits more than the others (${low} to ${high}); that is more than every grouping without the network in ${more} of ${least.size}`;
}
