/**
 * Compares metrics across the kept clusters of every stored clustering, by four tests each, and pairs of clusters after them.
 * p is adjusted over the family of one clustering and test: the study's eight metrics, or every metric there is
 * (`tests.metrics`). Metrics made from the same correlations as the clusters are marked circular.
 */

import type { Stage } from '../../../src/run/stage.ts';
import { byColumn } from '../../../src/run/tables/by-column.ts';
import { type MetricRow, metricComparisons, type ValueRow } from '../kernels/metrics/metric-comparisons.ts';

/** The eight tests of the published table, named as in the tables `centrality` and `feature_metric`. */
export const STUDY_METRICS: readonly string[] = [
  'eigenvector',
  'betweenness',
  'closeness',
  'degree',
  'abs_corr_activation',
  'max_activation',
  'absolute_summed_activation',
  'std_activation',
];

const ANOVA_COLUMNS = [
  'algorithm',
  'metric',
  'test',
  'f',
  'df_between',
  'df_within',
  'p',
  'p_adjusted',
  'adjustment',
  'eta_squared',
  'omega_squared',
  'effect_low',
  'effect_high',
  'circular',
  'reason',
] as const;
const POST_HOC_COLUMNS = [
  'algorithm',
  'metric',
  'test',
  'cluster_a',
  'cluster_b',
  'difference',
  'statistic',
  'p_adjusted',
  'adjustment',
  'circular',
] as const;

export const anova: Stage = {
  name: 'anova',
  reads: ['cluster', 'centrality', 'feature_metric'],
  writes: ['anova', 'post_hoc'],
  parameters: ({ adjustment, tests }) => ({ adjustment, tests }),
  async run({ study, tables, note }) {
    const algorithms = await tables.query<{ algorithm: string }>('anova_algorithm');
    const stored = await tables.query<MetricRow>('anova_metric');
    const { comparisons, pairs } = metricComparisons(
      algorithms.map(({ algorithm }) => algorithm),
      study.tests.metrics === 'all' ? stored : stored.filter(({ metric }) => STUDY_METRICS.includes(metric)),
      await tables.query<ValueRow>('anova_value'),
      study.adjustment,
    );
    await tables.replace('anova', byColumn(ANOVA_COLUMNS, comparisons));
    await tables.replace('post_hoc', byColumn(POST_HOC_COLUMNS, pairs));
    const absent = comparisons.filter((row) => Number.isNaN(row.p)).length;
    if (absent > 0) note(`${absent} of ${comparisons.length} comparisons have no p; their reason is in the table`);
  },
};
