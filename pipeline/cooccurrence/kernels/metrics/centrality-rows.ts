/**
 * Rows of the tables about features from what the kernels found, feature_id in place of nodes and NULL with a reason in
 * place of NaN: the last step before the door to DuckDB.
 */

import type { Measure } from '../../../../src/methods/graph/centrality/measures.ts';
import type { MeasureRepeats } from '../resampling/resample-centralities.ts';
import type { ActivationProfile } from './activation-profile.ts';
import type { CollinearGroup } from './collinear.ts';
import type { MetricCorrelation, NamedMeasure } from './metric-correlation.ts';

type Cell = string | number | boolean | null | readonly number[];
type Columns = Record<string, Cell[]>;

export function centralityColumns(featureIds: Int32Array, measures: readonly Measure[]): Columns {
  const rows = measures.flatMap(({ measure, weighted, values }) =>
    Array.from(featureIds, (feature_id, node) => ({
      feature_id,
      measure,
      weighted,
      value: values[node],
      reason: null,
    })),
  );
  return columnsOf(rows, ['feature_id', 'measure', 'weighted', 'value', 'reason']);
}

/** `reasons`: why a metric has no value (NaN), by its name. */
export function metricColumns(
  featureIds: Int32Array,
  metrics: readonly NamedMeasure[],
  reasons: Readonly<Record<string, string>>,
): Columns {
  const rows = metrics.flatMap(({ name, values }) =>
    Array.from(featureIds, (feature_id, node) => {
      const value = values[node];
      if (!Number.isNaN(value)) return { feature_id, metric: name, value, reason: null };
      if (reasons[name] === undefined)
        throw new Error(`metricColumns: ${name} of feature ${feature_id} is NaN, expected a number`);
      return { feature_id, metric: name, value: null, reason: reasons[name] };
    }),
  );
  return columnsOf(rows, ['feature_id', 'metric', 'value', 'reason']);
}

export function rankColumns(featureIds: Int32Array, repeats: readonly MeasureRepeats[]): Columns {
  const rows = repeats.flatMap(({ measure, weighted, intervals }) =>
    intervals.map((interval, node) => ({ feature_id: featureIds[node], measure, weighted, ...interval })),
  );
  return columnsOf(rows, ['feature_id', 'measure', 'weighted', 'rank', 'low', 'high']);
}

export function dropColumns(repeats: readonly MeasureRepeats[]): Columns {
  const rows = repeats.flatMap(({ measure, weighted, drops }) =>
    drops.map((row) => ({ measure, weighted, ...row, mean_r: Number.isNaN(row.meanR) ? null : row.meanR })),
  );
  return columnsOf(rows, ['measure', 'weighted', 'dropped', 'replicates', 'mean_r', 'held']);
}

export function stabilityColumns(repeats: readonly MeasureRepeats[]): Columns {
  const rows = repeats.map(({ measure, weighted, cs }) => {
    const absent = Number.isNaN(cs);
    return {
      measure,
      weighted,
      cs: absent ? null : cs,
      reason: absent ? 'no prompts were dropped: stability.case_drops is 0' : null,
    };
  });
  return columnsOf(rows, ['measure', 'weighted', 'cs', 'reason']);
}

export function positionColumns(profiles: ReadonlyMap<number, ActivationProfile>): Columns {
  const rows = [...profiles].flatMap(([feature_id, { positions }]) =>
    positions.map(({ position, prompts, meanActivation, share }) => ({
      feature_id,
      position,
      prompts,
      mean_activation: meanActivation,
      share: Number.isNaN(share) ? 0 : share,
    })),
  );
  return columnsOf(rows, ['feature_id', 'position', 'prompts', 'mean_activation', 'share']);
}

export function collinearColumns(groups: readonly CollinearGroup[]): Columns {
  const rows = groups.map((group, k) => ({
    collinear_group: k + 1,
    feature_ids: group.featureIds,
    least_r: group.leastR,
    position: group.position,
    largest_cv: group.largestCv,
    least_cosine: group.leastCosine,
    sentence: group.sentence,
  }));
  return columnsOf(rows, [
    'collinear_group',
    'feature_ids',
    'least_r',
    'position',
    'largest_cv',
    'least_cosine',
    'sentence',
  ]);
}

export function correlationColumns(rows: readonly MetricCorrelation[]): Columns {
  return columnsOf(
    rows.map(({ a, b, r, n }) => ({ metric_a: a, metric_b: b, r, n })),
    ['metric_a', 'metric_b', 'r', 'n'],
  );
}

function columnsOf<Row extends object, Name extends string & keyof Row>(
  rows: readonly Row[],
  names: readonly Name[],
): Columns {
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name] as Cell)]));
}
