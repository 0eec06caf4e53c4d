/**
 * The network of the same features from something else than attributions, with as many edges: what attribution adds.
 *
 *   activation  r of the features' codes over the prompts, one value a prompt by the rule of the attributions
 *   generic     r of their codes over the positions of pieces of the generic text, the BOS left out
 *
 * Each from every prompt, which the table describes, and from the half that finds, whose clusters are taken out of the other half. Both have the
 * strongest pairs for edges, as many as the network of attributions from the same prompts; r is Pearson's whatever the study's method.
 */
import { adjustedMutualInformation } from '../../../../src/methods/graph/communities/adjusted-mutual-information.ts';
import { edgeCount } from '../../../../src/methods/graph/csr-graph.ts';
import type { CorrelationOptions } from '../../../../src/methods/stats/correlation/correlation-options.ts';
import { type Matrix, takeRows } from '../../../../src/methods/stats/matrix.ts';
import { halfOf } from '../nulls/held-out.ts';
import {
  modularityOf,
  type StatisticOptions,
  type StudyNetwork,
  strongestNetwork,
  studyEdges,
  studyNetwork,
} from '../nulls/study-network.ts';
import type { OTHER_SOURCES } from './other-sources.ts';

type OtherSource = (typeof OTHER_SOURCES)[number];
export type Source = 'attribution' | OtherSource;

export interface SourceNetwork {
  readonly source: Source;
  /** Null where there is no network. */
  readonly edges: number | null;
  /** Kept ones. */
  readonly clusters: number | null;
  /** Null without an edge. */
  readonly modularity: number | null;
  readonly ami: number | null;
  /** Places of the features of each kept cluster that the half that finds has; null where there are no halves. */
  readonly found: readonly (readonly number[])[] | null;
  /** Why there is no network. */
  readonly reason: string | null;
}

interface SourceMatrices {
  /** Values of the attributions, [P, F]. */
  readonly attribution: Matrix;
  /** Codes, [P, F]; undefined where nobody asks. */
  readonly activation?: Matrix | undefined;
  /** Codes on generic text, [positions, F]; why there are none in their place. */
  readonly generic?: Matrix | string | undefined;
}

/** @param finds rows of the prompts that find; null where there are no halves */
export function sourceNetworks(
  { attribution, activation, generic }: SourceMatrices,
  finds: Int32Array | null,
  options: StatisticOptions,
): SourceNetwork[] {
  const whole = studyNetwork(attribution, options);
  const half = finds === null ? null : studyNetwork(takeRows(attribution, finds), halfOf(options, finds));
  const described = (source: Source, network: StudyNetwork, first: StudyNetwork | null): SourceNetwork => {
    const modularity = modularityOf(network.graph, network.clusters.cluster, options);
    return {
      source,
      edges: edgeCount(network.graph),
      clusters: network.kept,
      modularity: Number.isNaN(modularity) ? null : modularity,
      ami: adjustedMutualInformation(whole.clusters.cluster, network.clusters.cluster),
      found: first?.members.map((places) => [...places]) ?? null,
      reason: null,
    };
  };
  const like = (matrix: Matrix, own: StudyNetwork): StudyNetwork => {
    const plain = { ...options, correlation: PLAIN };
    return strongestNetwork(studyEdges(matrix, plain), edgeCount(own.graph), plain);
  };
  const rows = [described('attribution', whole, half)];
  if (activation !== undefined && finds !== null && half !== null)
    rows.push(described('activation', like(activation, whole), like(takeRows(activation, finds), half)));
  else if (activation !== undefined) rows.push(described('activation', like(activation, whole), null));
  if (typeof generic === 'string') rows.push({ source: 'generic', ...NONE, reason: generic });
  // No prompt finds anything here; the half's network has as many edges as the half of the attributions.
  else if (generic !== undefined)
    rows.push(described('generic', like(generic, whole), half === null ? null : like(generic, half)));
  return rows;
}

const PLAIN: CorrelationOptions = { method: 'pearson', gains: null, covariates: [] };
const NONE = { edges: null, clusters: null, modularity: null, ami: null, found: null };
