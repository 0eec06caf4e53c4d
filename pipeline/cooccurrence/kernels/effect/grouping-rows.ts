/**
 * Rows of the table `grouping`: the mean selectivity of the network's clusters, of each other grouping of the same features, and of the
 * references, which are other coordinates, with an interval over held-out prompts within classes, beside deals of units; and how much more the network has. All share the draws of prompts,
 * so that a difference has the spread of a difference.
 */
import { agreement } from '../../../../src/methods/graph/communities/partition-agreement.ts';
import { quantile } from '../../../../src/methods/stats/ranks.ts';
import { permutationP } from '../../../../src/methods/stats/resampling.ts';
import type { StoredEffect } from './effect-plan.ts';
import { momentsOf, SPLIT } from './effect-rows.ts';
import { METHODS } from './groupings.ts';
import { NOT_DEALT, REFERENCES } from './references.ts';
import { classDraws, contributions, type Loss, summed } from './selectivity.ts';

/** Bootstrap draws. */
const DRAWS = 2000;

interface GroupingRow {
  readonly method: string;
  readonly split: typeof SPLIT;
  readonly clusters: number;
  readonly n: number;
  readonly n_units: number;
  readonly selectivity: number;
  readonly low: number;
  readonly high: number;
  readonly nmi_class: number;
  readonly replicates: number | null;
  readonly null_mean: number;
  readonly null_sd: number;
  readonly p: number;
  readonly difference: number;
  readonly difference_low: number;
  readonly difference_high: number;
  readonly reason: string | null;
}

const NOTHING = {
  ...{ selectivity: Number.NaN, low: Number.NaN, high: Number.NaN, nmi_class: Number.NaN },
  ...{ replicates: null, null_mean: Number.NaN, null_sd: Number.NaN, p: Number.NaN },
  ...{ difference: Number.NaN, difference_low: Number.NaN, difference_high: Number.NaN },
};

export function groupingRows(plan: StoredEffect, loss: Loss, seed: number): GroupingRow[] {
  const { features, unitOf, groupings, deals, groups, classes, undealt } = plan;
  const clusters = groupings[0]?.at.length ?? 0;
  const known = { split: SPLIT, clusters, n: features.length, n_units: new Set(unitOf).size } as const;
  const none = (method: string, reason: string): GroupingRow => ({ ...known, ...NOTHING, method, reason });
  if (plan.reason !== null)
    return [...METHODS, ...REFERENCES, 'permuted'].map((method) => none(method, plan.reason ?? ''));
  const draws = classDraws(classes, DRAWS, seed);
  const drawn = (contributed: Float64Array): Drawn => {
    const own = draws.map((weights) => summed(contributed, weights));
    return { value: summed(contributed), low: quantile(own, 0.025), high: quantile(own, 0.975) };
  };
  const of = (at: readonly number[]): Float64Array => contributions(at, groups, classes, loss);
  const network = of(groupings[0].at);
  const moreThan = (other: Float64Array) => {
    const { value, low, high } = drawn(network.map((own, k) => own - other[k]));
    return { difference: value, difference_low: low, difference_high: high };
  };
  const permuted = deals.map(of);
  const random = permuted.map((contributed) => summed(contributed));
  const { random_mean: null_mean, random_sd: null_sd } = momentsOf(random);
  const byClass = groupings.find(({ method }) => method === 'attribution-class');
  const nmi = (labels: readonly number[]): number =>
    byClass === undefined ? Number.NaN : agreement(Int32Array.from(labels), Int32Array.from(byClass.groups)).nmi;
  const rows = METHODS.map((method): GroupingRow => {
    const own = groupings.find((grouping) => grouping.method === method);
    if (own === undefined) return none(method, 'no answer has two prompts or more in each half');
    const contributed = of(own.at);
    const { value, low, high } = drawn(contributed);
    const { greater: p, reason: whyNot } = permutationP(value, random);
    const beside = { replicates: random.length, null_mean, null_sd, p, reason: undealt ?? whyNot };
    const difference = method === 'network' ? {} : moreThan(contributed);
    const found = { selectivity: value, low, high, nmi_class: nmi(own.groups) };
    return { ...known, ...NOTHING, method, ...found, ...beside, ...difference };
  });
  const beside = plan.references.map(({ method, ids, unitOf, at, reason }): GroupingRow => {
    const own = {
      ...NOTHING,
      method,
      split: SPLIT as typeof SPLIT,
      clusters: at.length,
      n: ids.length,
      n_units: new Set(unitOf).size,
    };
    if (reason !== null) return { ...own, reason };
    const contributed = of(at);
    const { value, low, high } = drawn(contributed);
    return { ...own, selectivity: value, low, high, ...moreThan(contributed), reason: NOT_DEALT };
  });
  rows.push(...beside);
  if (undealt !== null) return [...rows, none('permuted', undealt)];
  const mean = network.map((_, k) => permuted.reduce((sum, own) => sum + own[k], 0) / permuted.length);
  const { value, low, high } = drawn(mean);
  const alike = deals.reduce((sum, deal) => sum + nmi(labelsOf(plan, deal)), 0) / deals.length;
  const found = { selectivity: value, low, high, nmi_class: alike, replicates: deals.length };
  return [...rows, { ...known, ...NOTHING, method: 'permuted', ...found, ...moreThan(mean), reason: null }];
}

interface Drawn {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Group of each feature in a deal. */
function labelsOf({ groups, features }: StoredEffect, deal: readonly number[]): number[] {
  const labels = features.map(() => 0);
  deal.forEach((place, group) => {
    for (const feature of groups[place].features) labels[feature] = group;
  });
  return labels;
}
