/**
 * Compares metrics across the kept clusters of every stored clustering, by four tests each, and pairs of clusters after them.
 * p is adjusted over the family of one clustering and test: the study's eight metrics, or every metric there is
 * (`tests.metrics`). Metrics made from the same correlations as the clusters are marked circular.
 */
import { stage } from '../../../src/run/stage.ts';
import { rows } from '../../../src/run/stage-input.ts';
import {
  type MetricRow,
  metricComparisons,
  STUDY_METRICS,
  type ValueRow,
} from '../kernels/metrics/metric-comparisons.ts';
import { type UnitName, unitNames } from '../kernels/units/counted-units.ts';
import type { CooccurrenceStudy } from '../settings.ts';

export const anova = stage({
  name: 'anova',
  module: import.meta.url,
  settings: ({ adjustment, tests }: CooccurrenceStudy) => ({ adjustment, tests }),
  reads: {
    algorithms: rows<{ algorithm: string }>('anova_algorithm'),
    metrics: rows<MetricRow>('anova_metric'),
    values: rows<ValueRow>('anova_value'),
    units: rows<UnitName>('unit_of_feature'),
  },
  writes: ['anova', 'post_hoc'],
  run({ adjustment, tests }, { algorithms, metrics, values, units }, { note }) {
    const { comparisons, pairs } = metricComparisons(
      algorithms.map(({ algorithm }) => algorithm),
      tests.metrics === 'all' ? metrics : metrics.filter(({ metric }) => STUDY_METRICS.includes(metric)),
      values,
      adjustment,
      unitNames(units),
    );
    const absent = comparisons.filter((row) => Number.isNaN(row.p)).length;
    if (absent > 0) note(`${absent} of ${comparisons.length} comparisons have no p; their reason is in the table`);
    return { anova: comparisons, post_hoc: pairs };
  },
});
