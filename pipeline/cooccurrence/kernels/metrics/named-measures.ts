/** Centralities and the study's attribution metrics under the names by which they are correlated with all other measures. */
import type { Matrix } from '../../../../src/methods/stats/matrix.ts';
import { FEATURE_METRICS, featureMetrics } from './feature-metrics.ts';
import type { NamedMeasure } from './metric-correlation.ts';

/** The order of their names in the table `metric_correlation`, within the unweighted and then within the weighted ones. */
const CENTRALITIES = [
  'degree',
  'strength',
  'betweenness',
  'closeness',
  'eigenvector',
  'eigenvector_component',
  'pagerank',
  'participation',
];

export interface CentralityRow {
  readonly weighted: boolean;
  readonly measure: string;
  readonly value: number;
}

/** A centrality on the weighted network says so: `degree`, `degree (weighted)`. @param rows of a measure by feature_id */
export function centralityMeasures(rows: readonly CentralityRow[]): NamedMeasure[] {
  const unknown = rows.find(({ measure }) => !CENTRALITIES.includes(measure));
  if (unknown !== undefined) throw new Error(`centralityMeasures: ${unknown.measure}, expected ${CENTRALITIES.join(', ')}`); // biome-ignore format: one line
  return [false, true].flatMap((weighted) =>
    CENTRALITIES.flatMap((name) => {
      const own = rows.filter((row) => row.weighted === weighted && row.measure === name);
      const values = Float64Array.from(own, ({ value }) => value);
      return own.length === 0 ? [] : [{ name: weighted ? `${name} (weighted)` : name, values }];
    }),
  );
}

/**
 * Σ_j |r_ij| of a feature is 1, its own term, and its row of `sums`; NaN without a row. Without features every metric is empty.
 * @param matrix [P, F] attributions
 * @param sums Σ |r| with the other features
 */
export function attributionMeasures(
  featureIds: Int32Array,
  matrix: Matrix,
  sums: readonly { readonly feature_id: number; readonly abs_r: number }[],
): NamedMeasure[] {
  const absR = new Map(sums.map(({ feature_id: id, abs_r: sum }) => [id, 1 + sum]));
  const absCorrelation = Float64Array.from(featureIds, (id) => absR.get(id) ?? Number.NaN);
  const attributed = featureIds.length === 0 ? undefined : featureMetrics(matrix, absCorrelation);
  return FEATURE_METRICS.map((name) => ({ name, values: attributed?.[name] ?? new Float64Array(0) }));
}
