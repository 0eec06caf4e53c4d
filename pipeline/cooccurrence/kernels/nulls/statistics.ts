/**
 * What a null is asked about: the statistics of the network that the study's own settings make from one prompts × features
 * matrix, and again of the network with a given number of edges (density.ts). The observed matrix and every replicate pass through this same function.
 *
 *   edges, mean_abs_r          number of edges; mean |r| over all pairs of features that vary
 *   giant, modularity          size of the largest component; Q of the study's clustering
 *   clusters, features_in_clusters, cluster_size:k    kept clusters, features in them, size of the k-th largest
 *   separation                 mean |r| within kept clusters minus mean |r| between them
 *   cohesion                   the same of communities of all correlations, without a threshold (cohesion.ts)
 *   anova_f:<metric>           F of each of the study's metrics across the kept clusters
 *   mean:<measure>, sd:<measure>   of each unweighted centrality over all features
 *   slope:<measure>            r of first-order importance (attributions.ts) with the centrality, or with abs_corr_activation, over features of kept clusters
 *
 * A statistic does not exist (NaN) where what it is of is not there: modularity without an edge, separation and F with fewer than two kept
 * clusters, the size of a cluster that is not kept, a slope over fewer than three features. That is asked by itself: summary.ts.
 */

import { components } from '../../../../src/methods/graph/components.ts';
import { edgeCount, type Graph } from '../../../../src/methods/graph/csr-graph.ts';
import type { NodePairs } from '../../../../src/methods/graph/pair-graph.ts';
import { pearson } from '../../../../src/methods/stats/correlation/pearson.ts';
import { anova } from '../../../../src/methods/stats/groups/anova.ts';
import { mean, squaresAround } from '../../../../src/methods/stats/groups/groups.ts';
import type { Matrix } from '../../../../src/methods/stats/matrix.ts';
import { cohesion, communities } from './cohesion.ts';
import { isShape } from './density.ts';
import {
  clustersOf,
  MEASURES,
  measuresOf,
  metricsOf,
  modularityOf,
  type StatisticOptions,
  type StudyNetwork,
  strongestNetwork,
  studyEdges,
  studyNetwork,
} from './study-network.ts';

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
    'cohesion',
    ...Array.from({ length: sizes }, (_, k) => `cluster_size:${k + 1}`),
    ...COMPARED.map((metric) => `anova_f:${metric}`),
    ...MEASURES.flatMap((measure) => [`mean:${measure}`, `sd:${measure}`, `slope:${measure}`]),
    'slope:abs_corr_activation',
  ];
}

/** What there is beside values and settings. */
interface Beside {
  /** [F] importance to first order. */
  readonly importance: Float64Array;
  /** Edges that the second network is to have; null for as many as the first. */
  readonly edges: number | null;
  /** Is shown every pair of features that have a correlation. */
  see?(pairs: NodePairs): void;
}

/**
 * In the order of atDensities(statisticNames); NaN where a statistic does not exist.
 * @param values [P, F]
 */
export function networkStatistics(
  values: Matrix,
  options: StatisticOptions,
  { importance, edges, see }: Beside,
): Float64Array {
  const network = studyNetwork(values, options);
  see?.(network.pairs);
  const metrics = metricsOf(values, network);
  const whole = cohesionOf(values.cols, network, options);
  const of = (one: StudyNetwork): Float64Array => statisticsOfOne(one, { ...metrics, whole, importance }, options);
  const matched = strongestNetwork(network, edges ?? edgeCount(network.graph), options);
  const shape = statisticNames(options).map(isShape);
  return Float64Array.from([...of(network), ...of(matched).filter((_, s) => shape[s])]);
}

/** In the order of statisticNames, each at the density at which claims about it are judged. */
export function decidingStatistics(
  values: Matrix,
  options: StatisticOptions,
  { importance, edges }: { readonly importance: Float64Array; readonly edges: number },
): Float64Array {
  const plain = studyEdges(values, options);
  const matched = strongestNetwork(plain, edges, options);
  const whole = cohesionOf(values.cols, plain, options);
  const found = statisticsOfOne(matched, { ...metricsOf(values, matched), whole, importance }, options);
  found[statisticNames(options).indexOf('edges')] = edgeCount(plain.graph);
  return found;
}

function cohesionOf(n: number, { pairs }: Pick<StudyNetwork, 'pairs'>, { cluster }: StatisticOptions): number {
  return cohesion(pairs, communities(n, pairs, cluster.seed));
}

/** What the edges have no part in. */
type WithoutEdges = ReturnType<typeof metricsOf> & Pick<Beside, 'importance'> & { readonly whole: number };

/** In the order of statisticNames. */
function statisticsOfOne(
  { pairs, graph, clusters, kept, members }: StudyNetwork,
  { importance, whole, ...metrics }: WithoutEdges,
  options: StatisticOptions,
): Float64Array {
  const measures = measuresOf(graph);
  const own = { ...measures, ...metrics };
  const inClusters = Int32Array.from(members.flatMap((nodes) => [...nodes]));
  return Float64Array.from([
    edgeCount(graph),
    meanAbsolute(pairs),
    components(graph).sizes[0] ?? 0,
    modularityOf(graph, clusters.cluster, options),
    kept,
    inClusters.length,
    separation(pairs, clusters.cluster, kept),
    whole,
    ...Array.from({ length: options.sizes }, (_, k) => (k < kept ? clusters.sizes[k] : Number.NaN)),
    ...COMPARED.map((metric) => fAcross(own[metric], members)),
    ...MEASURES.flatMap((measure) => [...spread(measures[measure]), slope(measures[measure], importance, inClusters)]),
    slope(own.abs_corr_activation, importance, inClusters),
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
    ['modularity', modularityOf(graph, clusters.cluster, options)],
    ['clusters', members.length],
    ['features_in_clusters', inClusters],
    ...Array.from({ length: options.sizes }, (_, k): [string, number] => [
      `cluster_size:${k + 1}`,
      members[k]?.length ?? Number.NaN,
    ]),
    ...MEASURES.flatMap((measure): [string, number][] => {
      const [centre, deviation] = spread(measures[measure]);
      return [
        [`anova_f:${measure}`, fAcross(measures[measure], members)],
        [`mean:${measure}`, centre],
        [`sd:${measure}`, deviation],
      ];
    }),
  ]);
}

function spread(measure: Float64Array): readonly [centre: number, deviation: number] {
  const centre = mean(measure);
  return [centre, Math.sqrt(squaresAround(measure, centre) / (measure.length - 1))];
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

/** NaN with fewer than two kept clusters, or without pairs of one kind. */
export function separation({ a, b, r }: NodePairs, cluster: Int32Array, kept: number): number {
  if (kept < 2) return Number.NaN;
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
  return nWithin === 0 || nBetween === 0 ? Number.NaN : within / nWithin - between / nBetween;
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
