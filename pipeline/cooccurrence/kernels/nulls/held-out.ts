/**
 * What one half of the prompts finds, asked of the other half:
 *
 *   edge_replication       share of the first half's edges that are edges in the second
 *   edges, mean_abs_r, giant, clusters, features_in_clusters   of the second half's own network
 *   modularity             of the first half's clusters in the second half's network
 *   recovery               adjusted Rand index of the two halves' clusterings
 *   separation             of the first half's clusters, in the correlations of the second
 *   cohesion               of the first half's communities, in the correlations of the second (cohesion.ts)
 *   anova_f:<metric>       F of the second half's metric across the first half's clusters
 *   centrality_r:<measure> correlation of a centrality between the halves, over all features
 *   slope:<measure>        of the second half's first-order importance on the first half's centrality
 *
 * Each half has its network by the study's rule, then with as many edges as the study's own network of that half has (density.ts). Modularity
 * and recovery do not exist without an edge in both halves.
 *
 * Nothing that is tested was used to choose what to test, so a finding of chance does not pass.
 */

import { agreement } from '../../../../src/methods/graph/communities/partition-agreement.ts';
import { components } from '../../../../src/methods/graph/components.ts';
import { edgeCount, type Graph } from '../../../../src/methods/graph/csr-graph.ts';
import { type Matrix, takeRows } from '../../../../src/methods/stats/matrix.ts';
import type { Split } from '../../../../src/methods/stats/splits.ts';
import { cohesion, communities } from './cohesion.ts';
import { isAtThreshold, isShape } from './density.ts';
import { COMPARED, fAcross, meanAbsolute, separation, slope } from './statistics.ts';
import {
  CENTRAL,
  type Centralities,
  centralitiesOf,
  metricsOf,
  modularityOf,
  type StatisticOptions,
  type StudyNetwork,
  strongestNetwork,
  studyEdges,
  studyNetwork,
} from './study-network.ts';

export function heldOutNames({ name }: Pick<Split, 'name'>): string[] {
  const names = [
    ...['edges', 'mean_abs_r', 'giant', 'clusters', 'features_in_clusters', 'modularity'],
    ...['edge_replication', 'recovery', 'separation', 'cohesion'],
    ...COMPARED.map((metric) => `anova_f:${metric}`),
    ...CENTRAL.flatMap((measure) => [`centrality_r:${measure}`, `slope:${measure}`]),
  ];
  return names.map((statistic) => `held_out:${name}:${statistic}`);
}

/** Edges of the networks of the half that finds and of the half that is asked. */
export interface HalfEdges {
  readonly train: number;
  readonly test: number;
}

interface Beside {
  /** [F] importance to first order, on the second half. */
  readonly importance: Float64Array;
  /** Edges that the second pair of networks is to have; null for as many as the first. */
  readonly edges: HalfEdges | null;
}

/** In the order of atDensities(heldOutNames). */
export function heldOutStatistics(
  values: Matrix,
  split: Split,
  options: StatisticOptions,
  { importance, edges }: Beside,
): Float64Array {
  const [forTrain, forTest] = [halfOf(options, split.train), halfOf(options, split.test)];
  const second = takeRows(values, split.test);
  const found = studyNetwork(takeRows(values, split.train), forTrain);
  const again = studyNetwork(second, forTest);
  const metrics = metricsOf(second, again);
  const { train, test } = edges ?? { train: edgeCount(found.graph), test: edgeCount(again.graph) };
  const whole = cohesion(again.pairs, communities(values.cols, found.pairs, options.cluster.seed));
  const plain = statisticsOfHalves({ found, again, metrics, whole, importance: null }, options);
  const [first, other] = [strongestNetwork(found, train, forTrain), strongestNetwork(again, test, forTest)];
  const matched = statisticsOfHalves({ found: first, again: other, metrics, whole, importance }, options);
  const names = heldOutNames(split);
  return Float64Array.from([
    ...plain.filter((_, s) => isAtThreshold(names[s])),
    ...matched.filter((_, s) => isShape(names[s])),
  ]);
}

/** What compares the two halves: the statistics of each that a claim is about. */
export function comparesHalves(statistic: string): boolean {
  return /^held_out:[^:]+:(edge_replication|recovery|centrality_r:.+)$/.test(statistic);
}

/** Those that compare halves, in the order of heldOutNames, of networks with so many edges. */
export function comparedHalves(
  values: Matrix,
  split: Split,
  options: StatisticOptions,
  { train, test }: HalfEdges,
): Float64Array {
  const [first, second] = [takeRows(values, split.train), takeRows(values, split.test)];
  const [forTrain, forTest] = [halfOf(options, split.train), halfOf(options, split.test)];
  const found = strongestNetwork(studyEdges(first, forTrain), train, forTrain);
  const again = strongestNetwork(studyEdges(second, forTest), test, forTest);
  const names = heldOutNames(split);
  const unasked = { whole: Number.NaN, importance: new Float64Array(values.cols) };
  return statisticsOfHalves({ found, again, metrics: metricsOf(second, again), ...unasked }, options).filter((_, s) =>
    comparesHalves(names[s]),
  );
}

interface Halves {
  readonly found: StudyNetwork;
  readonly again: StudyNetwork;
  readonly metrics: ReturnType<typeof metricsOf>;
  /** Cohesion, in which edges have no part. */
  readonly whole: number;
  /** [F]; null where nothing of a centrality is asked. */
  readonly importance: Float64Array | null;
}

/** In the order of heldOutNames; NaN for what is of a centrality and not asked. */
function statisticsOfHalves(
  { found, again, metrics, whole, importance }: Halves,
  options: StatisticOptions,
): Float64Array {
  const unasked = new Float64Array(again.graph.n).fill(Number.NaN);
  const none = Object.fromEntries(CENTRAL.map((measure) => [measure, unasked])) as unknown as Centralities;
  const [here, there] = importance === null ? [none, none] : [centralitiesOf(found), centralitiesOf(again)];
  const own = { ...there, ...metrics };
  const { graph, pairs, kept, members, clusters } = again;
  const first = found.clusters.cluster;
  const all = Int32Array.from({ length: graph.n }, (_, f) => f);
  const inClusters = Int32Array.from(found.members.flatMap((nodes) => [...nodes]));
  const noEdge = edgeCount(found.graph) === 0 || edgeCount(graph) === 0;
  return Float64Array.from([
    ...[edgeCount(graph), meanAbsolute(pairs), components(graph).sizes[0] ?? 0],
    ...[kept, members.reduce((sum, nodes) => sum + nodes.length, 0)],
    noEdge ? Number.NaN : modularityOf(graph, first, options),
    replication(found.graph, graph),
    noEdge ? Number.NaN : agreement(first, clusters.cluster).ari,
    separation(pairs, first, found.kept),
    whole,
    ...COMPARED.map((metric) => fAcross(own[metric], found.members)),
    ...CENTRAL.flatMap((measure) =>
      importance === null
        ? [Number.NaN, Number.NaN]
        : [slope(here[measure], there[measure], all), slope(here[measure], importance, inClusters)],
    ),
  ]);
}

/** Of the study's own halves. */
export function halfEdges(values: Matrix, { train, test }: Split, options: StatisticOptions): HalfEdges {
  const edgesOf = (prompts: Int32Array): number =>
    edgeCount(studyNetwork(takeRows(values, prompts), halfOf(options, prompts)).graph);
  return { train: edgesOf(train), test: edgesOf(test) };
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
  return centralitiesOf(studyEdges(takeRows(values, test), halfOf(options, test)));
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
