import { expect, it } from 'vitest';
import { activityMetrics } from '../../../../../pipeline/cooccurrence/kernels/metrics/activity-metrics.ts';
import { FEATURE_METRICS } from '../../../../../pipeline/cooccurrence/kernels/metrics/feature-metrics.ts';
import { METRIC_REASONS } from '../../../../../pipeline/cooccurrence/kernels/metrics/metric-reasons.ts';
import { attributionMeasures } from '../../../../../pipeline/cooccurrence/kernels/metrics/named-measures.ts';

it('are of metrics that there are', () => {
  const none = activityMetrics(new Int32Array(0), new Float64Array(0), new Map(), new Map());
  const names = [...FEATURE_METRICS, ...none.map(({ name }) => name)];
  expect(names).toEqual(expect.arrayContaining(Object.keys(METRIC_REASONS)));
});

it('has one for every metric of attributions that one prompt and no correlation leave without a value', () => {
  const one = { rows: 1, cols: 1, values: Float64Array.of(3) };
  const absent = attributionMeasures(Int32Array.of(5), one, []).filter(({ values }) => Number.isNaN(values[0]));
  expect(absent.map(({ name }) => name)).toEqual(['abs_corr_activation', 'std_activation']);
  for (const { name } of absent) expect(METRIC_REASONS).toHaveProperty(name);
  expect(METRIC_REASONS.std_activation).toBe('one prompt has no deviation');
});
