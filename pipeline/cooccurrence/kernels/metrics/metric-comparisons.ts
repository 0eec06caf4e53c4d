/**
 * Every metric compared across the clusters of every clustering, as rows of the tables `anova` and `post_hoc`.
 * The family of an adjusted p is the rows of one clustering and one test. A metric that some feature has no value of is not
 * compared at all: leaving the feature out would compare other groups than the clusters.
 */
import { type Adjustment, adjust } from '../../../../src/methods/stats/adjust.ts';
import { isFloat32Constant } from '../../../../src/methods/stats/float32-constant.ts';
import { compareGroups, GROUP_TESTS } from '../../../../src/methods/stats/groups/compare-groups.ts';
import { postHoc } from '../../../../src/methods/stats/groups/post-hoc.ts';
import { countUnits, type UnitOf } from '../units/counted-units.ts';

/** The eight metrics of the published study's table of tests, its four centralities first. */
export const STUDY_METRICS: readonly string[] = [
  ...['degree', 'betweenness', 'closeness', 'eigenvector'],
  ...['abs_corr_activation', 'max_activation', 'absolute_summed_activation', 'std_activation'],
];

/**
 * Metrics made from the correlations that also made the clusters: every measure of the network, and sums of |r|. Comparing clusters on
 * them is double dipping: they differ between clusters of pure noise too, so their p is stored, marked, and never offered as evidence.
 */
const OF_CORRELATIONS: ReadonlySet<string> = new Set(['abs_corr_activation']);

export interface MetricRow {
  readonly metric: string;
  /** A measure of the network, and so of the correlations. */
  readonly network: boolean;
}

/** Sorted by cluster within a clustering and metric. */
export interface ValueRow {
  readonly algorithm: string;
  readonly metric: string;
  readonly cluster: number;
  readonly feature_id: number;
  readonly value: number | null;
  readonly reason: string | null;
}

interface Cell {
  readonly algorithm: string;
  readonly metric: string;
  readonly circular: boolean;
  /** Values by cluster, ascending. */
  readonly clusters: Map<number, number[]>;
  /** Of the features of some clusters, copies counted once. */
  units(clusters?: readonly number[]): number | null;
  /** Why there are no values, where a feature has none. */
  readonly missing: string | undefined;
}

export function metricComparisons(
  algorithms: readonly string[],
  metrics: readonly MetricRow[],
  values: readonly ValueRow[],
  adjustment: Adjustment,
  units: UnitOf | null,
) {
  const cells = algorithms.flatMap((algorithm) => metrics.map((metric) => cellOf(algorithm, metric, values, units)));
  const rows = cells.flatMap(compare);
  const families = algorithms.flatMap((algorithm) =>
    GROUP_TESTS.map((test) => rows.filter((row) => row.algorithm === algorithm && row.test === test)),
  );
  const comparisons = families.flatMap((family) => {
    const p = adjust(
      family.map((row) => row.p),
      adjustment,
    );
    return family.map((row, index) => ({ ...row, adjustment, p_adjusted: p[index] }));
  });
  return { comparisons, pairs: cells.flatMap(pairs) };
}

function cellOf(
  algorithm: string,
  { metric, network }: MetricRow,
  values: readonly ValueRow[],
  unitOf: UnitOf | null,
): Cell {
  const rows = values.filter((row) => row.algorithm === algorithm && row.metric === metric);
  const clusters = new Map<number, number[]>();
  const missing = missingOf(rows);
  for (const { cluster, value } of missing === undefined ? rows : []) {
    clusters.set(cluster, [...(clusters.get(cluster) ?? []), value as number]);
  }
  const units = (among?: readonly number[]): number | null =>
    countUnits(
      rows.flatMap(({ feature_id: id, cluster }) => (among?.includes(cluster) === false ? [] : [id])),
      unitOf,
    );
  return { algorithm, metric, circular: network || OF_CORRELATIONS.has(metric), clusters, units, missing };
}

/** Why the clusters are not compared. */
function missingOf(rows: readonly ValueRow[]): string | undefined {
  const absent = rows.find((row) => row.value === null);
  if (absent !== undefined) return `a feature has no value: ${absent.reason}`;
  const values = rows.map((row) => row.value as number);
  return values.length > 0 && isFloat32Constant(values)
    ? 'the metric is the same for every feature, but for the rounding of float32'
    : undefined;
}

function compare({ algorithm, metric, circular, clusters, units, missing }: Cell) {
  return compareGroups([...clusters.values()]).map((row) => ({
    algorithm,
    metric,
    circular,
    test: row.test,
    f: row.f,
    df_between: row.dfBetween,
    df_within: row.dfWithin,
    n_units: units(),
    p: row.p,
    eta_squared: row.etaSquared,
    omega_squared: row.omegaSquared,
    effect_low: row.low,
    effect_high: row.high,
    reason: missing ?? row.reason,
  }));
}

function pairs({ algorithm, metric, circular, clusters, units }: Cell) {
  const names = [...clusters.keys()];
  return postHoc([...clusters.values()]).map(({ a, b, p, ...pair }) => ({
    algorithm,
    metric,
    circular,
    ...pair,
    cluster_a: names[a],
    cluster_b: names[b],
    n: [a, b].reduce((sum, group) => sum + (clusters.get(names[group])?.length ?? 0), 0),
    n_units: units([names[a], names[b]]),
    p_adjusted: p,
  }));
}
