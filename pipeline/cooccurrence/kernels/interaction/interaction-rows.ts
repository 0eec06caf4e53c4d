/** The pool and its summary as rows of the tables interaction and interaction_summary. */

import type { Interactions } from '../../../../src/methods/intervention/removal/indices.ts';
import type { PairPool } from '../../../../src/methods/intervention/removal/removal-plan.ts';
import type { ColumnValue } from '../../../../src/run/tables/check-columns.ts';
import type { PoolRow } from './pool-summary.ts';
import { stratumMagnitudes } from './strata.ts';

/** Of one pair; NaN where there is no value. */
interface PairRow {
  readonly feature_a: number;
  readonly feature_b: number;
  readonly cluster_a: number;
  readonly cluster_b: number;
  readonly within: boolean;
  readonly damage: number;
  readonly damage_a: number;
  readonly damage_b: number;
  readonly interaction: number;
  readonly interaction_se: number;
  readonly controls: number;
  readonly control_mean: number;
  readonly control_sd: number;
  readonly control_magnitude: number;
  readonly stratum_magnitude: number;
  readonly control_stratum_magnitude: number;
  readonly r: number;
}

/** @param members features in ascending order of feature_id; @param r by `feature_a/feature_b`; @param strata of each prompt, numbered from 0 */
export function pairRows(
  pairs: PairPool['pairs'],
  members: readonly { readonly feature_id: number; readonly cluster: number }[],
  found: Interactions,
  r: ReadonlyMap<string, number>,
  strata: Int32Array,
): PairRow[] {
  const over = (values: Float64Array, row: number): Moments =>
    moments(values.subarray(row * found.prompts, (row + 1) * found.prompts));
  const { noiseFloor } = found;
  const weights = new Float64Array(found.prompts).fill(1);
  const [byStratum, ...controlsByStratum] = found.index.map((values) =>
    stratumMagnitudes(values, { weights, strata, noiseFloor }),
  );
  return pairs.map(([a, b], n) => {
    const [first, second] = [members[a], members[b]];
    const [own, ...controls] = found.index.map((values) => over(values, n));
    const spread = moments(controls.map(({ mean }) => mean));
    return {
      feature_a: first.feature_id,
      feature_b: second.feature_id,
      cluster_a: first.cluster,
      cluster_b: second.cluster,
      within: first.cluster === second.cluster,
      damage: over(found.damage, n).mean,
      damage_a: over(found.singles, a).mean,
      damage_b: over(found.singles, b).mean,
      interaction: own.mean,
      interaction_se: own.sd / Math.sqrt(found.prompts),
      controls: controls.length,
      control_mean: spread.mean,
      control_sd: spread.sd,
      control_magnitude: moments(controls.map(({ mean }) => Math.abs(mean))).mean,
      stratum_magnitude: byStratum[n],
      control_stratum_magnitude: moments(controlsByStratum.map((values) => values[n])).mean,
      r: r.get(`${first.feature_id}/${second.feature_id}`) ?? Number.NaN,
    };
  });
}

type SummaryColumn =
  | 'measure'
  | 'scope'
  | 'pairs'
  | 'n_units'
  | 'estimate'
  | 'low'
  | 'high'
  | 'p'
  | 'p_greater'
  | 'permutations'
  | 'bound'
  | 'p_equivalence'
  | 'equivalent'
  | 'first_half'
  | 'second_half'
  | 'p_first_half'
  | 'p_second_half'
  | 'held_out'
  | 'p_held_out'
  | 'bound_share'
  | 'note';

type SummaryRow = Readonly<Record<SummaryColumn, ColumnValue>>;

/** The summary's rows, and the noise floor as one more. @param contrast mean size of the contrast of the prompts, logits @param unitsOf features of the pairs of a scope, copies counted once */
export function summaryRows(
  rows: readonly PoolRow[],
  noiseFloor: number,
  noisePairs: number,
  contrast: number,
  unitsOf: (scope: string) => number | null,
): SummaryRow[] {
  const none = Number.NaN;
  return [
    ...rows.map(({ splits: _, ...row }) => ({
      ...row,
      n_units: unitsOf(row.scope),
      p_greater: row.pGreater,
      p_equivalence: row.pEquivalence,
      first_half: row.firstHalf,
      second_half: row.secondHalf,
      p_first_half: row.pFirstHalf,
      p_second_half: row.pSecondHalf,
      held_out: row.heldOut,
      p_held_out: row.pHeldOut,
      bound_share: row.bound / contrast,
    })),
    {
      measure: 'noise_floor',
      scope: 'all',
      pairs: noisePairs,
      n_units: null,
      estimate: noiseFloor,
      low: none,
      high: none,
      p: none,
      p_greater: none,
      permutations: 0,
      bound: none,
      p_equivalence: none,
      equivalent: false,
      first_half: none,
      second_half: none,
      p_first_half: none,
      p_second_half: none,
      held_out: none,
      p_held_out: none,
      bound_share: none,
      note: 'root mean square of the interaction of pairs removed by 1/1024, where it is only rounding',
    },
  ];
}

interface Moments {
  readonly mean: number;
  /** NaN of fewer than two values. */
  readonly sd: number;
}

function moments(values: ArrayLike<number>): Moments {
  const list = Array.from(values);
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  const squares = list.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: list.length < 2 ? Number.NaN : Math.sqrt(squares / (list.length - 1)) };
}

/** Rows of `interaction_split`: the held-out difference in each split. */
export function splitRows(rows: readonly PoolRow[]) {
  return rows.flatMap(({ measure, splits }) =>
    splits.map(({ difference, ...row }) => ({ measure, ...row, held_out: difference })),
  );
}

/** Places of the features in the pairs that a row of `interaction_summary` is about. @param clusters cluster of each feature */
export function placesOfScope(
  pairs: readonly (readonly [number, number])[],
  clusters: ArrayLike<number>,
  scope: string,
): number[] {
  const inside = ([a, b]: readonly [number, number]): boolean => {
    if (scope === 'within') return clusters[a] === clusters[b];
    if (scope === 'between') return clusters[a] !== clusters[b];
    return !scope.startsWith('cluster ') || (clusters[a] === clusters[b] && scope === `cluster ${clusters[a]}`);
  };
  return [...new Set(pairs.filter(inside).flat())];
}
