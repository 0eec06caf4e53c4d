/**
 * From one prompts × features matrix to the study's network, its clusters and its measures, by the study's own settings: the steps of
 * stages `correlate`, `network`, `cluster` and `centrality` in one function, for matrices that are never stored.
 */
import { betweennessFrom, normalise } from '../../../../src/methods/graph/centrality/betweenness.ts';
import { closeness } from '../../../../src/methods/graph/centrality/closeness.ts';
import { degreeCentrality } from '../../../../src/methods/graph/centrality/degree.ts';
import { eigenvectors } from '../../../../src/methods/graph/centrality/eigenvector.ts';
import type { Canonical } from '../../../../src/methods/graph/communities/labels.ts';
import { modularity } from '../../../../src/methods/graph/communities/modularity.ts';
import {
  type Algorithm,
  type PartitionOptions,
  partition,
} from '../../../../src/methods/graph/communities/partition.ts';
import { edgeCount, type Graph, graphFromEdges, unweighted } from '../../../../src/methods/graph/csr-graph.ts';
import type { NetworkRule } from '../../../../src/methods/graph/edges/select-edges.ts';
import { strongestPairs } from '../../../../src/methods/graph/edges/strongest.ts';
import type { NodePairs } from '../../../../src/methods/graph/pair-graph.ts';
import type { CorrelationOptions } from '../../../../src/methods/stats/correlation/correlation-options.ts';
import type { Matrix } from '../../../../src/methods/stats/matrix.ts';
import { absoluteCorrelation, type FeatureMetric, featureMetrics } from '../metrics/feature-metrics.ts';
import { columnPairs, graphOf } from '../network/attribution-network.ts';

export interface StatisticOptions {
  readonly correlation: CorrelationOptions;
  readonly network: NetworkRule;
  readonly cluster: PartitionOptions & { readonly algorithm: Algorithm; readonly min_size: number };
  /** Cluster sizes that are statistics of their own. */
  readonly sizes: number;
}

export const MEASURES = ['degree', 'betweenness', 'closeness', 'eigenvector'] as const;

export type Measures = Readonly<Record<(typeof MEASURES)[number], Float64Array>>;

/** Centralities that importance is asked of: those four, and how much a feature correlates with all others, which needs no threshold. */
export const CENTRAL = [...MEASURES, 'abs_corr_activation'] as const;

export type Centralities = Readonly<Record<(typeof CENTRAL)[number], Float64Array>>;

export interface StudyNetwork {
  /** Every pair of features that have a correlation. */
  readonly pairs: NodePairs;
  readonly graph: Graph;
  /** Clusters are numbered by size: the kept ones are 1 … kept. */
  readonly clusters: Canonical;
  readonly kept: number;
  /** Nodes of each kept cluster, ascending. */
  readonly members: readonly Int32Array[];
}

export function studyNetwork(values: Matrix, options: StatisticOptions): StudyNetwork {
  const { pairs, graph } = studyEdges(values, options);
  return { pairs, graph, ...clustersOf(graph, options.cluster) };
}

/** The network before it is clustered. */
export function studyEdges(values: Matrix, options: StatisticOptions): Pick<StudyNetwork, 'pairs' | 'graph'> {
  const pairs = columnPairs(values, options.correlation);
  return { pairs, graph: graphOf(values.cols, pairs, options.network) };
}

/** The same correlations and clustering with the strongest pairs for edges, as many as asked for. */
export function strongestNetwork(
  { pairs, graph }: Pick<StudyNetwork, 'pairs' | 'graph'>,
  edges: number,
  options: StatisticOptions,
): StudyNetwork {
  const chosen = strongestPairs(pairs.r, edges, options.network.sign);
  const of = (ends: Int32Array): Int32Array => chosen.map((k) => ends[k]);
  const weights = Float64Array.from(chosen, (k) => Math.abs(pairs.r[k]));
  const matched = graphFromEdges(graph.n, of(pairs.a), of(pairs.b), weights);
  return { pairs, graph: matched, ...clustersOf(matched, options.cluster) };
}

/** Q of labels in a network, by the study's settings; NaN without an edge. */
export function modularityOf(graph: Graph, labels: Int32Array, options: StatisticOptions): number {
  const { weighted, resolution } = options.cluster;
  return edgeCount(graph) === 0 ? Number.NaN : modularity(weighted ? graph : unweighted(graph), labels, resolution);
}

export function clustersOf(
  graph: Graph,
  { algorithm, min_size: minSize, ...settings }: StatisticOptions['cluster'],
): Pick<StudyNetwork, 'clusters' | 'kept' | 'members'> {
  const clusters = partition(graph, algorithm, settings);
  const kept = clusters.sizes.filter((size) => size >= minSize).length;
  const members = Array.from({ length: kept }, (_, c) =>
    Int32Array.from(clusters.cluster.keys()).filter((node) => clusters.cluster[node] === c + 1),
  );
  return { clusters, kept, members };
}

/** The study's four centralities, unweighted. */
export function measuresOf(graph: Graph): Measures {
  // One search from every node serves both: betweenness leaves its sums of distances behind.
  const sums = new Float64Array(graph.n);
  return {
    degree: degreeCentrality(graph),
    betweenness: normalise(betweennessFrom(graph, 0, graph.n, sums)),
    closeness: closeness(graph, sums),
    eigenvector: eigenvectors(unweighted(graph)).whole,
  };
}

/** [F] each; NaN for a feature without a correlation. */
export function centralitiesOf({ pairs, graph }: Pick<StudyNetwork, 'pairs' | 'graph'>): Centralities {
  return { ...measuresOf(graph), abs_corr_activation: absoluteCorrelation(graph.n, pairs) };
}

/** The study's metrics of attributions, whatever the edges. */
export function metricsOf(values: Matrix, { pairs }: Pick<StudyNetwork, 'pairs'>): Record<FeatureMetric, Float64Array> {
  return featureMetrics(values, absoluteCorrelation(values.cols, pairs));
}
