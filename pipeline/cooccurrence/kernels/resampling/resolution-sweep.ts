/**
 * One algorithm over a grid of resolutions on the same network with the same seed: where the number of clusters is flat
 * and the agreement with the reference high, the choice of resolution does not make the result.
 */

import type { Algorithm, PartitionOptions } from '../../../../src/methods/graph/communities/partition.ts';
import { agreement } from '../../../../src/methods/graph/communities/partition-agreement.ts';
import type { Graph } from '../../../../src/methods/graph/csr-graph.ts';
import { repeatOn } from './resample-partitions.ts';

export const RESOLUTIONS: readonly number[] = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

interface ResolutionRow {
  readonly algorithm: Algorithm;
  readonly resolution: number;
  readonly clusters: number;
  /** Nodes in the largest cluster. */
  readonly largest: number;
  /** Q at that resolution. */
  readonly modularity: number;
  /** Adjusted Rand index against the reference. */
  readonly ari: number;
}

/** `reference` [N ≥ 1] labels. */
export function resolutionSweep(
  graph: Graph,
  algorithm: Algorithm,
  reference: Int32Array,
  options: Omit<PartitionOptions, 'resolution'>,
): ResolutionRow[] {
  return RESOLUTIONS.map((resolution) => {
    const { cluster, count, sizes, modularity } = repeatOn(graph, algorithm, { ...options, resolution });
    const { ari } = agreement(reference, cluster);
    return { algorithm, resolution, clusters: count, largest: sizes[0], modularity, ari };
  });
}
