/**
 * Repeats of a clustering, to see what of it is chance:
 *
 *   seed       the same network, other seeds (only algorithms that have one)
 *   subsample  a share of the prompts, drawn within strata; correlations, edges and clusters made anew
 */
import { StudyError } from '../errors.ts';
import { random } from '../random.ts';
import type { Matrix } from '../stats/matrix.ts';
import { attributionNetwork } from './attribution-network.ts';
import type { Canonical } from './canonical.ts';
import { type Graph, unweighted } from './graph.ts';
import { modularity } from './modularity.ts';
import { type Algorithm, type PartitionOptions, partition } from './partition.ts';
import type { NetworkRule } from './select-edges.ts';
import { subsample } from './subsample.ts';

/** With two prompts every correlation is 1 or -1. */
const LEAST_PROMPTS = 3;

/** Algorithms whose result depends on the seed. */
export const SEEDED: ReadonlySet<Algorithm> = new Set(['louvain', 'leiden']);

export interface Repeat extends Canonical {
  readonly modularity: number;
}

export function repeatOn(graph: Graph, algorithm: Algorithm, options: PartitionOptions): Repeat {
  const found = partition(graph, algorithm, options);
  const read = options.weighted ? graph : unweighted(graph);
  return { ...found, modularity: modularity(read, found.cluster, options.resolution) };
}

/** Networks of `count` subsamples, the same for every algorithm. `strata` [P] beside the rows of the matrix. */
export function subsampledNetworks(
  matrix: Matrix,
  strata: readonly string[],
  rule: NetworkRule,
  options: { readonly count: number; readonly share: number; readonly seed: number },
): Graph[] {
  if (strata.length !== matrix.rows)
    throw new RangeError(`subsampledNetworks: ${strata.length} strata, expected ${matrix.rows}`);
  return Array.from({ length: options.count }, (_, draw) => {
    const rows = subsample(strata, options.share, random(options.seed, 'subsample', draw));
    if (rows.length < LEAST_PROMPTS) {
      throw new StudyError({
        where: 'stability.share',
        found: `${options.share}, which leaves ${rows.length} of ${matrix.rows} prompts`,
        expected: `a share that leaves at least ${LEAST_PROMPTS}`,
      });
    }
    return attributionNetwork(matrix, rule, rows).graph;
  });
}
