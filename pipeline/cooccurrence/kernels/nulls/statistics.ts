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
 *   slope:<measure>            r of first-order importance (attributions.ts) with the centrality, or with abs_corr_activation, over features of kept clusters
 */

import { modularity } from '../../../../src/methods/graph/communities/modularity.ts';
import { components } from '../../../../src/methods/graph/components.ts';
import { type Graph, unweighted } from '../../../../src/methods/graph/csr-graph.ts';
import type { NodePairs } from '../../../../src/methods/graph/pair-graph.ts';
import { pearson } from '../../../../src/methods/stats/correlation/pearson.ts';
import { anova } from '../../../../src/methods/stats/groups/anova.ts';
import { mean, squaresAround } from '../../../../src/methods/stats/groups/groups.ts';
import type { Matrix } from '../../../../src/methods/stats/matrix.ts';
import { clustersOf, MEASURES, measuresOf, metricsOf, type StatisticOptions, studyNetwork } from './study-network.ts';

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
    'slope:abs_corr_activation',
  ];
}

/**
 * In the order of statisticNames; NaN where a statistic does not exist.
 * @param values [P, F]
 * @param importance [F] to first order
 * @param see is shown every pair of features that have a correlation
 */
export function networkStatistics(
  values: Matrix,
  importance: Float64Array,
  options: StatisticOptions,
  see: (pairs: NodePairs) => void = () => undefined,
): Float64Array {
  const network = studyNetwork(values, options);
  see(network.pairs);
  const { pairs, graph, clusters, kept, members } = network;
  const { cluster, sizes } = clusters;
  const { weighted, resolution } = options.cluster;
  const measures = measuresOf(graph);
  const metrics = metricsOf(values, network, measures);
  const inClusters = Int32Array.from(members.flatMap((nodes) => [...nodes]));
  return Float64Array.from([
    graph.targets.length / 2,
    meanAbsolute(pairs),
    components(graph).sizes[0] ?? 0,
    modularity(weighted ? graph : unweighted(graph), cluster, resolution),
    kept,
    inClusters.length,
    separation(pairs, cluster, kept),
    ...Array.from({ length: options.sizes }, (_, k) => (k < kept ? sizes[k] : 0)),
    ...COMPARED.map((metric) => fAcross(metrics[metric], members)),
    ...MEASURES.flatMap((measure) => {
      const own = measures[measure];
      const centre = mean(own);
      return [centre, Math.sqrt(squaresAround(own, centre) / (own.length - 1)), slope(own, importance, inClusters)];
    }),
    slope(metrics.abs_corr_activation, importance, inClusters),
  ]);
}

/**
 * The statistics that a network without correlations has, by name: what rewiring is asked about.
 * @param graph unweighted
 */
export function rewiredStatistics(graph: Graph, options: StatisticOptions): Map<string, number> {
  const { clusters, members } = clustersOf(graph, options.cluster);
  const measures = measuresOf(graph);
  const inClusters = members.reduce((sum, nodes) => sum + nodes.length, 0);
  return new Map([
    ['giant', components(graph).sizes[0] ?? 0],
    ['modularity', modularity(graph, clusters.cluster, options.cluster.resolution)],
    ['clusters', members.length],
    ['features_in_clusters', inClusters],
    ...Array.from({ length: options.sizes }, (_, k): [string, number] => [
      `cluster_size:${k + 1}`,
      members[k]?.length ?? 0,
    ]),
    ...MEASURES.flatMap((measure): [string, number][] => {
      const own = measures[measure];
      const centre = mean(own);
      return [
        [`anova_f:${measure}`, fAcross(own, members)],
        [`mean:${measure}`, centre],
        [`sd:${measure}`, Math.sqrt(squaresAround(own, centre) / (own.length - 1))],
      ];
    }),
  ]);
}

/** Mean |r|; NaN without pairs. */
export function meanAbsolute({ r }: Pick<NodePairs, 'r'>): number {
  return r.length === 0 ? Number.NaN : r.reduce((sum, value) => sum + Math.abs(value), 0) / r.length;
}

/** NaN where a feature has no value, or F does not exist. */
export function fAcross(metric: Float64Array, members: readonly Int32Array[]): number {
  if (metric.some(Number.isNaN)) return Number.NaN;
  return anova(members.map((nodes) => Float64Array.from(nodes, (i) => metric[i]))).f;
}

/** 0 with fewer than two kept clusters, or without pairs of one kind. */
export function separation({ a, b, r }: NodePairs, cluster: Int32Array, kept: number): number {
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

/** r over the nodes that have the measure; NaN with fewer than three of them or where either does not vary. */
export function slope(measure: Float64Array, other: Float64Array, within: Int32Array): number {
  const nodes = within.filter((node) => !Number.isNaN(measure[node]) && !Number.isNaN(other[node]));
  if (nodes.length < 3) return Number.NaN;
  const pair = new Float64Array(2 * nodes.length);
  nodes.forEach((node, i) => {
    pair[2 * i] = measure[node];
    pair[2 * i + 1] = other[node];
  });
  return pearson({ rows: nodes.length, cols: 2, values: pair }).r[0] ?? Number.NaN;
}
