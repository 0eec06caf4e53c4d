/**
 * Compares the study's eight metrics across the kept clusters of every stored clustering: one-way ANOVA, with p adjusted over
 * the family of one clustering and test. Metrics made from the same correlations as the clusters are marked circular.
 */
import { adjust } from '../src/stats/adjust.ts';
import { anova as oneWay } from '../src/stats/anova.ts';
import { CIRCULAR_METRICS } from '../src/stats/circular.ts';
import { nullable } from '../src/stats/nullable.ts';
import type { Stage } from './stage.ts';

/** The eight tests of the published table, named as in the tables `centrality` and `feature_metric`. */
export const STUDY_METRICS = [
  'eigenvector',
  'betweenness',
  'closeness',
  'degree',
  'abs_corr_activation',
  'max_activation',
  'absolute_summed_activation',
  'std_activation',
] as const;

interface ValueRow {
  readonly algorithm: string;
  readonly metric: string;
  readonly cluster: number;
  readonly value: number | null;
  readonly reason: string | null;
}

export const anova: Stage = {
  name: 'anova',
  reads: ['cluster', 'centrality', 'feature_metric'],
  writes: ['anova'],
  parameters: (study) => ({ adjustment: study.adjustment }),
  async run({ study, tables, note }) {
    const algorithms = await tables.query<{ algorithm: string }>('anova_algorithm');
    const rows = await tables.query<ValueRow>('anova_value');
    const results = algorithms.flatMap(({ algorithm }) => {
      const tests = STUDY_METRICS.map((metric) => {
        return compare(rows.filter((row) => row.algorithm === algorithm && row.metric === metric));
      });
      const adjusted = adjust(
        tests.map((test) => test.p),
        study.adjustment,
      );
      return tests.map((test, index) => ({
        ...test,
        algorithm,
        metric: STUDY_METRICS[index],
        adjusted: adjusted[index],
      }));
    });
    await tables.replace('anova', {
      algorithm: results.map((row) => row.algorithm),
      metric: results.map((row) => row.metric),
      test: results.map(() => 'anova'),
      f: nullable(results.map((row) => row.f)),
      df_between: nullable(results.map((row) => row.dfBetween)),
      df_within: nullable(results.map((row) => row.dfWithin)),
      p: nullable(results.map((row) => row.p)),
      p_adjusted: nullable(results.map((row) => row.adjusted)),
      adjustment: results.map(() => study.adjustment),
      eta_squared: nullable(results.map((row) => row.etaSquared)),
      circular: results.map((row) => CIRCULAR_METRICS.has(row.metric)),
      reason: results.map((row) => row.reason),
    });
    const absent = results.filter((row) => Number.isNaN(row.p)).length;
    if (absent > 0) note(`${absent} of ${results.length} comparisons have no p; their reason is in the table`);
  },
};

/** One metric across the clusters of one clustering. */
function compare(rows: readonly ValueRow[]): ReturnType<typeof oneWay> {
  const missing = rows.find((row) => row.value === null);
  if (missing !== undefined) return { ...oneWay([]), reason: `a feature has no value: ${missing.reason}` };
  const groups = new Map<number, number[]>();
  for (const { cluster, value } of rows) groups.set(cluster, [...(groups.get(cluster) ?? []), value as number]);
  return oneWay([...groups.values()]);
}
