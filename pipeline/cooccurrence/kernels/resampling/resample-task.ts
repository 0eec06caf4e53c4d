/** What is asked of one network of fewer prompts, and the answer: plain data, so that a worker thread can be asked too. */

import { type Measure, mainMeasures } from '../../../../src/methods/graph/centrality/measures.ts';
import { ALGORITHMS, type PartitionOptions } from '../../../../src/methods/graph/communities/partition.ts';
import type { Graph } from '../../../../src/methods/graph/csr-graph.ts';
import { type Repeat, repeatOn } from './resample-partitions.ts';

export interface Task {
  /** Whether the main measures are wanted. */
  readonly measures: boolean;
  /** How the network is clustered, by every algorithm; null for not at all. */
  readonly clusterings: PartitionOptions | null;
}

export interface Findings {
  readonly graph: Graph;
  readonly measures: readonly Measure[];
  /** In the order of ALGORITHMS. */
  readonly repeats: readonly Repeat[];
}

export function findings(graph: Graph, { measures, clusterings }: Task): Findings {
  return {
    graph,
    measures: measures ? mainMeasures(graph) : [],
    repeats: clusterings === null ? [] : ALGORITHMS.map((algorithm) => repeatOn(graph, algorithm, clusterings)),
  };
}
