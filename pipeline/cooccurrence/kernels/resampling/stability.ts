/**
 * What repeats of a clustering say about the reference: each repeat's agreement with it, each of its clusters found
 * again or not, each edge's consensus and each feature's ambiguity. See partition-agreement.ts and recovery.ts.
 */

import { type Agreement, agreement } from '../../../../src/methods/graph/communities/partition-agreement.ts';
import { ambiguity, type Recovery, recovery, together } from '../../../../src/methods/graph/communities/recovery.ts';
import type { Graph } from '../../../../src/methods/graph/csr-graph.ts';
import type { Repeat } from './resample-partitions.ts';

interface RunRow extends Agreement {
  readonly clusters: number;
  /** Clusters of at least `minSize` nodes. */
  readonly kept: number;
  readonly modularity: number;
}

export interface Stability {
  /** One per repeat, in their order. */
  readonly runs: readonly RunRow[];
  readonly clusters: readonly Recovery[];
  /** [N] */
  readonly ambiguity: Float64Array;
  /** [edges] share of repeats with both ends in one cluster. */
  readonly together: Float64Array;
  /** [edges] share of the repeats' networks that have the edge. */
  readonly present: Float64Array;
}

/** The clustering that repeats are held against: labels [N] and the network's edges by node. */
export interface Reference {
  readonly labels: Int32Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/** `networks`: the distinct networks that the repeats were made on. At least one repeat and one network. */
export function stability(
  reference: Reference,
  repeats: readonly Repeat[],
  networks: readonly Graph[],
  minSize: number,
): Stability {
  const { labels, a, b } = reference;
  const partitions = repeats.map((repeat) => repeat.cluster);
  const share = together(a, b, partitions);
  if (networks.length === 0) throw new RangeError('stability: no networks, expected at least one');
  return {
    runs: repeats.map((repeat) => ({
      clusters: repeat.count,
      kept: repeat.sizes.filter((size) => size >= minSize).length,
      modularity: repeat.modularity,
      ...agreement(labels, repeat.cluster),
    })),
    clusters: recovery(labels, partitions),
    ambiguity: ambiguity(labels.length, a, b, share),
    together: share,
    present: Float64Array.from(
      a,
      (_, e) => networks.filter((graph) => hasEdge(graph, a[e], b[e])).length / networks.length,
    ),
  };
}

function hasEdge(graph: Graph, a: number, b: number): boolean {
  let low = graph.offsets[a];
  let high = graph.offsets[a + 1] - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (graph.targets[middle] === b) return true;
    if (graph.targets[middle] < b) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
