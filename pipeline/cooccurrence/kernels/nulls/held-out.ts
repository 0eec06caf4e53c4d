/**
 * What one half of the prompts finds, asked of the other half, and the other way round: each statistic is the mean of both directions, which
 * share the replicate's draw.
 *
 *   edge_replication       share of the finding half's edges that are edges in the asked one
 *   edges, mean_abs_r, giant, clusters, features_in_clusters   of the asked half's own network
 *   modularity             of the finding half's clusters in the asked half's network
 *   recovery               adjusted Rand index of the two halves' clusterings
 *   separation             of the finding half's clusters, in the correlations of the asked one
 *   cohesion               of the finding half's communities, in the correlations of the asked one (cohesion.ts)
 *   anova_f:<metric>       F of the asked half's metric across the finding half's clusters
 *   centrality_r:<measure> correlation of a centrality between the halves, over all features
 *   slope:<measure>        of the asked half's first-order importance on the finding half's centrality
 *
 * Each half has its network by the study's rule, then with as many edges as the study's own network of that half has (density.ts). Modularity
 * and recovery do not exist without an edge in both halves; a statistic that one direction lacks does not exist.
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

/** What a half that finds is asked of the other. */
const STATISTICS = [
  ...['edges', 'mean_abs_r', 'giant', 'clusters', 'features_in_clusters', 'modularity'],
  ...['edge_replication', 'recovery', 'separation', 'cohesion'],
  ...COMPARED.map((metric) => `anova_f:${metric}`),
  ...CENTRAL.flatMap((measure) => [`centrality_r:${measure}`, `slope:${measure}`]),
];

export function heldOutNames({ name }: Pick<Split, 'name'>): string[] {
  return STATISTICS.map((statistic) => `held_out:${name}:${statistic}`);
}

/** Edges of the networks of both halves. */
export interface HalfEdges {
  readonly train: number;
  readonly test: number;
}

interface Beside {
  /** [F] each: importance to first order, on the first half and on the second. */
  readonly importance: readonly [Float64Array, Float64Array];
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
  const halves = [split.train, split.test].map((prompts, which): Half => {
    const own = takeRows(values, prompts);
    const network = studyNetwork(own, halfOf(options, prompts));
    const groups = communities(values.cols, network.pairs, options.cluster.seed);
    return { network, groups, metrics: metricsOf(own, network), importance: importance[which], centralities: null };
  });
  const counts = edges ?? { train: edgeCount(halves[0].network.graph), test: edgeCount(halves[1].network.graph) };
  const matched = halves.map((half, which): Half => {
    const [prompts, most] = which === 0 ? [split.train, counts.train] : [split.test, counts.test];
    const network = strongestNetwork(half.network, most, halfOf(options, prompts));
    return { ...half, network, centralities: centralitiesOf(network) };
  });
  const names = heldOutNames(split);
  return Float64Array.from([
    ...bothWays(halves, options).filter((_, s) => isAtThreshold(names[s])),
    ...bothWays(matched, options).filter((_, s) => isShape(names[s])),
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
  const halves = [split.train, split.test].map((prompts, which): Half => {
    const own = takeRows(values, prompts);
    const of = halfOf(options, prompts);
    const network = strongestNetwork(studyEdges(own, of), which === 0 ? train : test, of);
    const unasked = { groups: new Int32Array(values.cols), importance: new Float64Array(values.cols) };
    return { network, metrics: metricsOf(own, network), centralities: centralitiesOf(network), ...unasked };
  });
  const names = heldOutNames(split);
  return bothWays(halves, options).filter((_, s) => comparesHalves(names[s]));
}

interface Half {
  readonly network: StudyNetwork;
  readonly metrics: ReturnType<typeof metricsOf>;
  /** [F] community of each feature in its correlations, in which edges have no part. */
  readonly groups: Int32Array;
  /** [F] */
  readonly importance: Float64Array;
  /** Null where nothing of a centrality is asked. */
  readonly centralities: Centralities | null;
}

/** Mean of what each half finds in the other, in the order of heldOutNames. */
function bothWays([first, second]: readonly Half[], options: StatisticOptions): Float64Array {
  const [there, back] = [foundAgain(first, second, options), foundAgain(second, first, options)];
  return there.map((value, s) => (value + back[s]) / 2);
}

/** In the order of heldOutNames; NaN for what is of a centrality and not asked. */
function foundAgain(finds: Half, asked: Half, options: StatisticOptions): Float64Array {
  const [found, again] = [finds.network, asked.network];
  const unasked = new Float64Array(again.graph.n).fill(Number.NaN);
  const none = Object.fromEntries(CENTRAL.map((measure) => [measure, unasked])) as unknown as Centralities;
  const [here, there] = [finds.centralities ?? none, asked.centralities ?? none];
  const own = { ...there, ...asked.metrics };
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
    cohesion(pairs, finds.groups),
    ...COMPARED.map((metric) => fAcross(own[metric], found.members)),
    ...CENTRAL.flatMap((measure) =>
      finds.centralities === null
        ? [Number.NaN, Number.NaN]
        : [slope(here[measure], there[measure], all), slope(here[measure], asked.importance, inClusters)],
    ),
  ]);
}

/** Of the study's own halves. */
export function halfEdges(values: Matrix, { train, test }: Split, options: StatisticOptions): HalfEdges {
  const edgesOf = (prompts: Int32Array): number =>
    edgeCount(studyNetwork(takeRows(values, prompts), halfOf(options, prompts)).graph);
  return { train: edgesOf(train), test: edgesOf(test) };
}

/** What a split finds: by its first half alone the cluster of each feature, 0 where that is too small to be kept, centralities of both halves, and statistics of the second. */
export function halvesFound(values: Matrix, { train, test }: Split, options: StatisticOptions) {
  const [first, second] = [train, test].map((prompts): Half => {
    const own = takeRows(values, prompts);
    const network = studyNetwork(own, halfOf(options, prompts));
    const groups = communities(values.cols, network.pairs, options.cluster.seed);
    const unasked = { metrics: metricsOf(own, network), importance: new Float64Array(values.cols) };
    return { network, groups, centralities: null, ...unasked };
  });
  const { clusters, kept } = first.network;
  const found = foundAgain(first, second, options);
  return {
    clusters: clusters.cluster.map((cluster) => (cluster <= kept ? cluster : 0)),
    measures: centralitiesOf(first.network),
    second: centralitiesOf(second.network),
    statistics: POINTS.map((statistic) => ({ statistic, value: found[STATISTICS.indexOf(statistic)] })),
  };
}

/** Of every split, without nulls. */
const POINTS = ['edge_replication', 'recovery', 'separation', 'cohesion'] as const;

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
