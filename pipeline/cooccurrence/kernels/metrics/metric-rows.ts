/** Rows of the tables about what features are, feature_id in place of nodes and a reason beside a value that does not exist. */
import type { ActivationProfile } from './activation-profile.ts';
import type { CollinearGroup } from './collinear.ts';
import type { MetricCorrelation, NamedMeasure } from './metric-correlation.ts';

/** Why a metric of a feature may have no value. */
const REASONS: Readonly<Record<string, string | undefined>> = {
  abs_corr_activation: 'no correlation: the feature is constant over prompts, or no other feature varies',
  std_activation: 'one prompt has no deviation',
  bos_share: 'every attribution of the feature is 0',
  peak_share: 'every attribution of the feature is 0',
};

export function metricRows(featureIds: Int32Array, metrics: readonly NamedMeasure[]) {
  return metrics.flatMap(({ name, values }) =>
    Array.from(featureIds, (feature_id, node) => {
      const value = values[node];
      if (!Number.isNaN(value)) return { feature_id, metric: name, value, reason: null };
      const reason = REASONS[name];
      if (reason === undefined)
        throw new Error(`metricRows: ${name} of feature ${feature_id} is NaN, expected a number`);
      return { feature_id, metric: name, value, reason };
    }),
  );
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
  return correlations.map(({ a, b, r, n, units }) => ({ metric_a: a, metric_b: b, r, n, n_units: units }));
}
