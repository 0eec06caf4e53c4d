/**
 * Rows of the tables about features from what the kernels found, feature_id in place of nodes and a reason beside a value that does not
 * exist: kept out of the stage so that the stage reads as its steps.
 */

import type { Measure } from '../../../../src/methods/graph/centrality/measures.ts';
import type { MeasureRepeats } from '../resampling/resample-centralities.ts';
import type { ActivationProfile } from './activation-profile.ts';
import type { CollinearGroup } from './collinear.ts';
import type { MetricCorrelation, NamedMeasure } from './metric-correlation.ts';

export function centralityRows(featureIds: Int32Array, measures: readonly Measure[]) {
  return measures.flatMap(({ measure, weighted, values }) =>
    Array.from(featureIds, (feature_id, node) => {
      return { feature_id, measure, weighted, value: values[node], reason: null };
    }),
  );
}

/** `reasons`: why a metric has no value (NaN), by its name. */
export function metricRows(
  featureIds: Int32Array,
  metrics: readonly NamedMeasure[],
  reasons: Readonly<Record<string, string>>,
) {
  return metrics.flatMap(({ name, values }) =>
    Array.from(featureIds, (feature_id, node) => {
      const value = values[node];
      if (!Number.isNaN(value)) return { feature_id, metric: name, value, reason: null };
      if (reasons[name] === undefined)
        throw new Error(`metricRows: ${name} of feature ${feature_id} is NaN, expected a number`);
      return { feature_id, metric: name, value, reason: reasons[name] };
    }),
  );
}

export function rankRows(featureIds: Int32Array, repeats: readonly MeasureRepeats[]) {
  return repeats.flatMap(({ measure, weighted, intervals }) =>
    intervals.map((interval, node) => ({ feature_id: featureIds[node], measure, weighted, ...interval })),
  );
}

export function dropRows(repeats: readonly MeasureRepeats[]) {
  return repeats.flatMap(({ measure, weighted, drops }) =>
    drops.map(({ meanR, ...row }) => ({ measure, weighted, ...row, mean_r: meanR })),
  );
}

export function stabilityRows(repeats: readonly MeasureRepeats[]) {
  return repeats.map(({ measure, weighted, cs }) => {
    const reason = Number.isNaN(cs) ? 'no prompts were dropped: stability.case_drops is 0' : null;
    return { measure, weighted, cs, reason };
  });
}

export function positionRows(profiles: ReadonlyMap<number, ActivationProfile>) {
  return [...profiles].flatMap(([feature_id, { positions }]) =>
    positions.map(({ position, prompts, meanActivation, share }) => ({
      feature_id,
      position,
      prompts,
      mean_activation: meanActivation,
      share: Number.isNaN(share) ? 0 : share,
    })),
  );
}

export function collinearRows(groups: readonly CollinearGroup[]) {
  return groups.map((group, k) => ({
    collinear_group: k + 1,
    feature_ids: group.featureIds,
    least_r: group.leastR,
    position: group.position,
    largest_cv: group.largestCv,
    least_cosine: group.leastCosine,
    sentence: group.sentence,
  }));
}

export function correlationRows(correlations: readonly MetricCorrelation[]) {
  return correlations.map(({ a, b, r, n }) => ({ metric_a: a, metric_b: b, r, n }));
}
