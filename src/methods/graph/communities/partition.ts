/**
 * One clustering of a graph by name: the algorithms a study file may choose, with their common settings.
 * The result is canonical (labels.ts), so equal clusterings are equal arrays.
 */

import { type Graph, unweighted } from '../csr-graph.ts';
import { greedyModularity } from './greedy-modularity.ts';
import { type Canonical, canonical } from './labels.ts';
import { leiden } from './leiden.ts';
import { louvain } from './louvain.ts';

export const ALGORITHMS = ['greedy-modularity', 'louvain', 'leiden'] as const;

export type Algorithm = (typeof ALGORITHMS)[number];

export interface PartitionOptions {
  /** Whether edges count by |r| or 1 each. */
  readonly weighted: boolean;
  readonly resolution: number;
  /** Used by algorithms that visit nodes in random order. */
  readonly seed: number;
}

export function partition(graph: Graph, algorithm: Algorithm, options: PartitionOptions): Canonical {
  const chosen = options.weighted ? graph : unweighted(graph);
  switch (algorithm) {
    case 'greedy-modularity':
      return canonical(greedyModularity(chosen, options.resolution).labels);
    case 'louvain':
      return canonical(louvain(chosen, options.seed, options.resolution).labels);
    case 'leiden':
      return canonical(leiden(chosen, options.seed, options.resolution).labels);
  }
}
