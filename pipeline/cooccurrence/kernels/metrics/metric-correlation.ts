/**
 * Spearman correlation of every two measures over the features that have both all: which measures say the same thing.
 * A measure that is the same for all features has no correlation and is left out.
 */
import { spearman } from '../../../../src/methods/stats/correlation/spearman.ts';
import { isFloat32Constant } from '../../../../src/methods/stats/float32-constant.ts';
import type { Matrix } from '../../../../src/methods/stats/matrix.ts';
import { pairEnds } from '../network/attribution-network.ts';
import { countUnits, type UnitOf } from '../units/counted-units.ts';
import { FEATURE_METRICS, featureMetrics } from './feature-metrics.ts';

export interface NamedMeasure {
  readonly name: string;
  /** [N]; NaN where a feature has no value. */
  readonly values: Float64Array;
}

export interface MetricCorrelation {
  readonly a: string;
  readonly b: string;
  readonly r: number;
  /** Features with a value in every measure. */
  readonly n: number;
  /** Of them, copies counted once; null where units were not made. */
  readonly units: number | null;
}

/** Pairs in the order of `measures`. None for fewer than three complete features. @param featureIds [N] */
export function metricCorrelations(
  measures: readonly NamedMeasure[],
  featureIds: Int32Array,
  unitOf: UnitOf | null,
): MetricCorrelation[] {
  const features = measures[0]?.values.length ?? 0;
  if (measures.some(({ values }) => values.length !== features)) {
    throw new RangeError('metricCorrelations: measures of different length, expected one value a feature in each');
  }
  const complete = Array.from({ length: features }, (_, i) => i).filter((i) =>
    measures.every(({ values }) => !Number.isNaN(values[i])),
  );
  if (complete.length < 3) return [];
  // The rank of a rounding error says nothing, so a constant is made one to the bit.
  const columns = measures.map((measure) => {
    const own = Float64Array.from(complete, (i) => measure.values[i]);
    return isFloat32Constant(own) ? own.fill(own[0]) : own;
  });
  const values = Float64Array.from(complete.flatMap((_, k) => columns.map((column) => column[k])));
  const { varying, r } = spearman({ rows: complete.length, cols: measures.length, values });
  const { a, b } = pairEnds(varying);
  const units = countUnits(
    complete.map((i) => featureIds[i]),
    unitOf,
  );
  return Array.from(r, (own, pair) => {
    return { a: measures[a[pair]].name, b: measures[b[pair]].name, r: own, n: complete.length, units };
  });
}

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
