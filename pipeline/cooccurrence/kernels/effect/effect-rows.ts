/** Rows of the tables `cluster_effect` and `grouping_member`: what taking each group out costs, by stratum, beside groups dealt as large. */
import { permutationP } from '../../../../src/methods/stats/resampling.ts';
import type { StoredEffect } from './effect-plan.ts';
import { NOT_DEALT } from './references.ts';
import { contributions, type Loss, summed } from './selectivity.ts';

/** The split that groups are found and asked by. */
export const SPLIT = 'strata';

interface EffectRow {
  readonly method: string;
  readonly split: typeof SPLIT;
  readonly cluster: number;
  /** Null: the row of the cluster. */
  readonly stratum: string | null;
  /** The stratum is the cluster's class; null in the row of the cluster. */
  readonly own: boolean | null;
  readonly n: number;
  readonly n_units: number;
  readonly prompts: number;
  readonly loss: number;
  readonly selectivity: number;
  readonly sets: number | null;
  readonly random_mean: number;
  readonly random_sd: number;
  readonly p: number;
  readonly reason: string | null;
}

/** @param strata of every prompt */
export function effectRows(plan: StoredEffect, strata: readonly string[], loss: Loss): EffectRow[] {
  const names = [...new Set(plan.asked.map((prompt) => strata[prompt]))];
  const selectivity = selectivities(plan, loss);
  const own = plan.groupings.map(({ method, at }) => ({ method, at, unitOf: plan.unitOf }));
  return [...own, ...plan.references].flatMap(({ method, at, unitOf }) =>
    at.flatMap((place, cluster): EffectRow[] => {
      const { of, features, own } = plan.groups[place];
      const units = new Set(features.map((feature) => unitOf[feature])).size;
      const known = { method, split: SPLIT, cluster: cluster + 1, n: features.length, n_units: units } as const;
      const on = (prompts: readonly number[]) => {
        return { prompts: prompts.length, loss: prompts.reduce((sum, p) => sum + loss(place, p), 0) / prompts.length };
      };
      const ofClass = plan.classes[own].name;
      const dealt = of === undefined ? plan : { deals: [], undealt: NOT_DEALT };
      const beside = besideDeals(dealt, selectivity, place, cluster);
      return [
        { ...known, stratum: null, own: null, ...on(plan.asked), ...beside },
        ...names.map((stratum) => {
          const prompts = plan.asked.filter((prompt) => strata[prompt] === stratum);
          return { ...known, stratum, own: stratum === ofClass, ...on(prompts), ...LOSS_ALONE };
        }),
      ];
    }),
  );
}

/** Strata have no selectivity of their own. */
const LOSS_ALONE = {
  ...{ selectivity: Number.NaN, sets: null, random_mean: Number.NaN, random_sd: Number.NaN, p: Number.NaN },
  reason: null,
};

/** Selectivity of every distinct group. */
function selectivities({ groups, classes }: StoredEffect, loss: Loss): Float64Array {
  return Float64Array.from(groups, (_, place) => summed(contributions([place], groups, classes, loss)));
}

/** The groups that the deals put in the cluster's place are random sets as large, as near as units allow. */
function besideDeals(
  { deals, undealt }: Pick<StoredEffect, 'deals' | 'undealt'>,
  selectivity: Float64Array,
  place: number,
  cluster: number,
) {
  const random = deals.map((deal) => selectivity[deal[cluster]]);
  const own = selectivity[place];
  const { greater: p, reason } = permutationP(own, random);
  return {
    selectivity: own,
    sets: random.length,
    ...momentsOf(random),
    p,
    reason: undealt ?? reason,
  };
}

/** Mean and standard deviation; NaN where there are too few. */
export function momentsOf(values: readonly number[]): { readonly random_mean: number; readonly random_sd: number } {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return { random_mean: mean, random_sd: values.length < 2 ? Number.NaN : Math.sqrt(squares / (values.length - 1)) };
}

export function memberRows({ groupings, references, features }: StoredEffect) {
  const own = groupings.map(({ method, groups }) => ({ method, groups, ids: features }));
  return [...own, ...references].flatMap(({ method, groups, ids }) =>
    groups.map((group, place) => ({ method, split: SPLIT, feature_id: ids[place], cluster: group + 1 })),
  );
}
