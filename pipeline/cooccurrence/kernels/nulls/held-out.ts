/**
 * What one half of the prompts finds, asked of the other half:
 *
 *   edge_replication       share of the first half's edges that are edges in the second
 *   edges, mean_abs_r, giant, clusters, features_in_clusters   of the second half's own network
 *   modularity             of the first half's clusters in the second half's network
 *   recovery               adjusted Rand index of the two halves' clusterings
 *   separation             of the first half's clusters, in the correlations of the second
 *   anova_f:<metric>       F of the second half's metric across the first half's clusters
 *   centrality_r:<measure> correlation of a centrality between the halves, over all features
 *   slope:<measure>        of the second half's first-order importance on the first half's centrality
 *
 * Nothing that is tested was used to choose what to test, so a finding of chance does not pass.
 */

import { modularity } from '../../../../src/methods/graph/communities/modularity.ts';
import { agreement } from '../../../../src/methods/graph/communities/partition-agreement.ts';
import { components } from '../../../../src/methods/graph/components.ts';
import { type Graph, unweighted } from '../../../../src/methods/graph/csr-graph.ts';
import { type Matrix, takeRows } from '../../../../src/methods/stats/matrix.ts';
import type { Split } from '../../../../src/methods/stats/splits.ts';
import { columnPairs, graphOf } from '../network/attribution-network.ts';
import { COMPARED, fAcross, meanAbsolute, separation, slope } from './statistics.ts';
import {
  CENTRAL,
  type Centralities,
  centralitiesOf,
  metricsOf,
  type StatisticOptions,
  studyNetwork,
} from './study-network.ts';

export function heldOutNames({ name }: Pick<Split, 'name'>): string[] {
  const names = [
    ...['edges', 'mean_abs_r', 'giant', 'clusters', 'features_in_clusters', 'modularity'],
    ...['edge_replication', 'recovery', 'separation'],
    ...COMPARED.map((metric) => `anova_f:${metric}`),
    ...CENTRAL.flatMap((measure) => [`centrality_r:${measure}`, `slope:${measure}`]),
  ];
  return names.map((statistic) => `held_out:${name}:${statistic}`);
}

/** In the order of heldOutNames. @param importance [F] to first order, on the second half */
export function heldOutStatistics(
  values: Matrix,
  { train, test }: Split,
  importance: Float64Array,
  options: StatisticOptions,
): Float64Array {
  const second = takeRows(values, test);
  const found = studyNetwork(takeRows(values, train), halfOf(options, train));
  const again = studyNetwork(second, halfOf(options, test));
  const [here, there] = [centralitiesOf(found), centralitiesOf(again)];
  const metrics = metricsOf(second, again, there);
  const all = Int32Array.from({ length: values.cols }, (_, f) => f);
  const inClusters = Int32Array.from(found.members.flatMap((nodes) => [...nodes]));
  const { weighted, resolution } = options.cluster;
  const { graph, pairs, kept, members } = again;
  return Float64Array.from([
    ...[graph.targets.length / 2, meanAbsolute(pairs), components(graph).sizes[0] ?? 0],
    ...[kept, members.reduce((sum, nodes) => sum + nodes.length, 0)],
    modularity(weighted ? graph : unweighted(graph), found.clusters.cluster, resolution),
    replication(found.graph, again.graph),
    agreement(found.clusters.cluster, again.clusters.cluster).ari,
    separation(again.pairs, found.clusters.cluster, found.kept),
    ...COMPARED.map((metric) => fAcross(metrics[metric], found.members)),
    ...CENTRAL.flatMap((measure) => [
      slope(here[measure], there[measure], all),
      slope(here[measure], importance, inClusters),
    ]),
  ]);
}

/** What the first half finds: the cluster of each feature, 0 where its cluster is too small to be kept, and its centralities. */
export function firstHalf(
  values: Matrix,
  { train }: Split,
  options: StatisticOptions,
): { clusters: Int32Array; measures: Centralities } {
  const network = studyNetwork(takeRows(values, train), halfOf(options, train));
  const { clusters, kept } = network;
  return {
    clusters: clusters.cluster.map((cluster) => (cluster <= kept ? cluster : 0)),
    measures: centralitiesOf(network),
  };
}

/** Centralities in the second half's own network: whether those of the first are found again. */
export function secondMeasures(values: Matrix, { test }: Split, options: StatisticOptions): Centralities {
  const { correlation, network } = halfOf(options, test);
  const pairs = columnPairs(takeRows(values, test), correlation);
  return centralitiesOf({ pairs, graph: graphOf(values.cols, pairs, network) });
}

/** The settings for some of the prompts: gains, covariates and classes of those alone. */
export function halfOf(options: StatisticOptions, prompts: Int32Array): StatisticOptions {
  const { gains, covariates, method, classes } = options.correlation;
  const of = (column: Float64Array): Float64Array => Float64Array.from(prompts, (prompt) => column[prompt]);
  const balanced = classes === undefined ? {} : { classes: Int32Array.from(prompts, (prompt) => classes[prompt]) };
  return {
    ...options,
    correlation: { method, gains: gains === null ? null : of(gains), covariates: covariates.map(of), ...balanced },
  };
}

/** NaN without an edge to replicate. */
function replication(found: Graph, again: Graph): number {
  let [edges, refound] = [0, 0];
  for (let v = 0; v < found.n; v++) {
    const there = new Set(again.targets.subarray(again.offsets[v], again.offsets[v + 1]));
    for (let k = found.offsets[v]; k < found.offsets[v + 1]; k++) {
      edges++;
      if (there.has(found.targets[k])) refound++;
    }
  }
  return edges === 0 ? Number.NaN : refound / edges;
}
