/**
 * What a null is asked about: the statistics of the network that the study's own settings make from one prompts × features
 * matrix. The observed matrix and every replicate pass through this same function.
 *
 *   edges, mean_abs_r          number of edges; mean |r| over all pairs of features that vary
 *   giant, modularity          size of the largest component; Q of the study's clustering
 *   clusters, features_in_clusters, cluster_size:k    kept clusters, features in them, size of the k-th largest (0 when there is none)
 *   separation                 mean |r| within kept clusters minus mean |r| between them, 0 with fewer than two
 *   anova_f:<metric>           F of each of the study's metrics across the kept clusters
 *   mean:<measure>, sd:<measure>   of each unweighted centrality over all features
 *   slope:<measure>            standardised slope (= r) of first-order damage on the centrality, over features of kept clusters
 */
import { betweenness } from '../network/betweenness.ts';
import { closeness } from '../network/closeness.ts';
import { components } from '../network/components.ts';
import { degreeCentrality } from '../network/degree.ts';
import { eigenvectors } from '../network/eigenvector.ts';
import type { NodePairs } from '../network/feature-graph.ts';
import { featureMetrics } from '../network/feature-metrics.ts';
import { type Graph, graphFromEdges, unweighted } from '../network/graph.ts';
import { modularity } from '../network/modularity.ts';
import { type Algorithm, type PartitionOptions, partition } from '../network/partition.ts';
import { type NetworkRule, selectEdges } from '../network/select-edges.ts';
import { adjust } from '../stats/adjust.ts';
import { anova } from '../stats/anova.ts';
import { correlationP } from '../stats/correlation-p.ts';
import { mean, squaresAround } from '../stats/groups.ts';
import type { Matrix } from '../stats/matrix.ts';
import { pearson } from '../stats/pearson.ts';
import { type Similarity, similarity } from '../stats/similarity.ts';

/** How features are correlated, as stage `correlate` does it. */
export interface CorrelationOptions {
  readonly method: Similarity;
  /** [P] what each prompt's values are divided by first; null divides nothing. */
  readonly gains: Float64Array | null;
  /** What `partial` holds fixed, columns of length P. */
  readonly covariates: readonly Float64Array[];
}

export interface StatisticOptions {
  readonly correlation: CorrelationOptions;
  readonly network: NetworkRule;
  readonly cluster: PartitionOptions & { readonly algorithm: Algorithm; readonly min_size: number };
  /** Cluster sizes that are statistics of their own. */
  readonly sizes: number;
}

export const MEASURES = ['degree', 'betweenness', 'closeness', 'eigenvector'] as const;

/** The metrics of the study's table of comparisons. */
export const COMPARED = [
  ...MEASURES,
  'abs_corr_activation',
  'max_activation',
  'absolute_summed_activation',
  'std_activation',
] as const;

export function statisticNames({ sizes }: Pick<StatisticOptions, 'sizes'>): string[] {
  return [
    ...['edges', 'mean_abs_r', 'giant', 'modularity', 'clusters', 'features_in_clusters', 'separation'],
    ...Array.from({ length: sizes }, (_, k) => `cluster_size:${k + 1}`),
    ...COMPARED.map((metric) => `anova_f:${metric}`),
    ...MEASURES.flatMap((measure) => [`mean:${measure}`, `sd:${measure}`, `slope:${measure}`]),
  ];
}

/**
 * In the order of statisticNames; NaN where a statistic does not exist.
 * @param values [P, F]
 * @param damage [F] first-order damage
 */
export function networkStatistics(values: Matrix, damage: Float64Array, options: StatisticOptions): Float64Array {
  const pairs = correlations(values, options.correlation);
  const graph = graphOf(values.cols, pairs, options.network);
  const { algorithm, min_size: minSize, ...settings } = options.cluster;
  const { cluster, sizes } = partition(graph, algorithm, settings);
  const kept = Array.from(sizes).filter((size) => size >= minSize);
  const measures: Record<(typeof MEASURES)[number], Float64Array> = {
    degree: degreeCentrality(graph),
    betweenness: betweenness(graph),
    closeness: closeness(graph),
    eigenvector: eigenvectors(unweighted(graph)).whole,
  };
  const metrics: Record<(typeof COMPARED)[number], Float64Array> = { ...measures, ...featureMetrics(values, pairs) };
  // Clusters are numbered by size, so the kept ones are 1 … kept.length.
  const members = kept.map((_, c) => Int32Array.from(cluster.keys()).filter((node) => cluster[node] === c + 1));
  const inClusters = Int32Array.from(members.flatMap((nodes) => [...nodes]));
  const compare = (metric: Float64Array): number =>
    metric.some(Number.isNaN)
      ? Number.NaN
      : anova(members.map((nodes) => Float64Array.from(nodes, (i) => metric[i]))).f;
  return Float64Array.from([
    graph.targets.length / 2,
    pairs.r.length === 0 ? Number.NaN : pairs.r.reduce((sum, r) => sum + Math.abs(r), 0) / pairs.r.length,
    components(graph).sizes[0] ?? 0,
    modularity(settings.weighted ? graph : unweighted(graph), cluster, settings.resolution),
    kept.length,
    inClusters.length,
    separation(pairs, cluster, kept.length),
    ...Array.from({ length: options.sizes }, (_, k) => kept[k] ?? 0),
    ...COMPARED.map((metric) => compare(metrics[metric])),
    ...MEASURES.flatMap((measure) => {
      const own = measures[measure];
      const centre = mean(own);
      return [centre, Math.sqrt(squaresAround(own, centre) / (own.length - 1)), slope(own, damage, inClusters)];
    }),
  ]);
}

interface Correlations extends NodePairs {
  readonly df: number;
}

function correlations(values: Matrix, { method, gains, covariates }: CorrelationOptions): Correlations {
  const { kept, r, df } = similarity(method, gains === null ? values : divided(values, gains), covariates);
  const a = new Int32Array(r.length);
  const b = new Int32Array(r.length);
  for (let i = 0, k = 0; i < kept.length; i++) {
    for (let j = i + 1; j < kept.length; j++, k++) {
      a[k] = kept[i];
      b[k] = kept[j];
    }
  }
  return { a, b, r, df };
}

function divided({ rows, cols, values }: Matrix, gains: Float64Array): Matrix {
  if (gains.length !== rows)
    throw new RangeError(`statistics: ${gains.length} gains, expected one for each of ${rows} prompts`);
  return { rows, cols, values: values.map((value, entry) => value / gains[Math.floor(entry / cols)]) };
}

function graphOf(n: number, pairs: Correlations, rule: NetworkRule): Graph {
  const q = (): Float64Array =>
    adjust(
      pairs.r.map((r) => correlationP(r, pairs.df)),
      'benjamini-hochberg',
    );
  const kept = selectEdges(n, pairs, rule, q);
  const of = (ends: Int32Array): Int32Array => kept.map((k) => ends[k]);
  return graphFromEdges(
    n,
    of(pairs.a),
    of(pairs.b),
    Float64Array.from(kept, (k) => Math.abs(pairs.r[k])),
  );
}

function separation({ a, b, r }: NodePairs, cluster: Int32Array, kept: number): number {
  if (kept < 2) return 0;
  let [within, between, nWithin, nBetween] = [0, 0, 0, 0];
  for (let k = 0; k < r.length; k++) {
    const [x, y] = [cluster[a[k]], cluster[b[k]]];
    if (x > kept || y > kept) continue;
    if (x === y) {
      within += Math.abs(r[k]);
      nWithin++;
    } else {
      between += Math.abs(r[k]);
      nBetween++;
    }
  }
  return nWithin === 0 || nBetween === 0 ? 0 : within / nWithin - between / nBetween;
}

/** NaN with fewer than three nodes or where either does not vary. */
function slope(measure: Float64Array, damage: Float64Array, nodes: Int32Array): number {
  if (nodes.length < 3) return Number.NaN;
  const pair = new Float64Array(2 * nodes.length);
  nodes.forEach((node, i) => {
    pair[2 * i] = measure[node];
    pair[2 * i + 1] = damage[node];
  });
  return pearson({ rows: nodes.length, cols: 2, values: pair }).r[0] ?? Number.NaN;
}
