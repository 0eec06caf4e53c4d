/**
 * Repeats of a clustering, to see what of it is chance:
 *
 *   seed       the same network, other seeds (only algorithms that have one)
 *   subsample  a share of the prompts, drawn within strata; correlations, edges and clusters made anew
 */
import { StudyError } from '../../../../src/errors.ts';
import type { Canonical } from '../../../../src/methods/graph/communities/labels.ts';
import { modularity } from '../../../../src/methods/graph/communities/modularity.ts';
import {
  type Algorithm,
  type PartitionOptions,
  partition,
} from '../../../../src/methods/graph/communities/partition.ts';
import { type Graph, unweighted } from '../../../../src/methods/graph/csr-graph.ts';
import { derive, type Random, random, shuffle } from '../../../../src/random.ts';

/** Algorithms whose result depends on the seed. */
export const SEEDED: ReadonlySet<Algorithm> = new Set(['louvain', 'leiden']);

/** Of the clustering that the table `cluster` holds, and of its repeats from 1 on. */
export function clusterSeed(seed: number, repeat = 0): number {
  return derive(seed, 'cluster', repeat);
}

export interface Repeat extends Canonical {
  readonly modularity: number;
}

export function repeatOn(graph: Graph, algorithm: Algorithm, options: PartitionOptions): Repeat {
  const found = partition(graph, algorithm, options);
  const read = options.weighted ? graph : unweighted(graph);
  return { ...found, modularity: modularity(read, found.cluster, options.resolution) };
}

/** How something is found from fewer prompts. */
export interface Resampling<Found> {
  /** [P] */
  readonly strata: readonly string[];
  /** Fewest prompts that make a correlation. */
  readonly least: number;
  /** From the prompts at these rows. May be asked many times at once: it does not run them all at once. */
  over(rows: Int32Array): Promise<Found>;
}

/** From `count` subsamples of the prompts, the same ones for the same seed. */
export function subsampled<Found>(
  { strata, least, over }: Resampling<Found>,
  options: { readonly count: number; readonly share: number; readonly seed: number },
): Promise<Found[]> {
  const draws = Array.from({ length: options.count }, (_, draw) => {
    const rows = subsample(strata, options.share, random(options.seed, 'subsample', draw));
    if (rows.length < least) {
      throw new StudyError({
        where: 'stability.share',
        found: `${options.share}, which leaves ${rows.length} of ${strata.length} prompts`,
        expected: `a share that leaves at least ${least}`,
      });
    }
    return rows;
  });
  return Promise.all(draws.map(over));
}

/**
 * A subsample of prompts without replacement, drawn within strata so that every answer keeps its share: of a stratum of
 * size s, round(share · s) prompts and never fewer than one. Prompts are not drawn twice, because a repeated prompt is a
 * perfect agreement of all features and would strengthen every edge.
 * `strata` [P]: the stratum of each prompt. Returns row indices, ascending.
 */
export function subsample(strata: readonly string[], share: number, rng: Random): Int32Array {
  if (!(share > 0 && share <= 1)) throw new RangeError(`subsample: share ${share}, expected over 0 and at most 1`);
  const groups = new Map<string, number[]>();
  strata.forEach((stratum, row) => {
    const rows = groups.get(stratum);
    if (rows === undefined) groups.set(stratum, [row]);
    else rows.push(row);
  });
  const drawn: number[] = [];
  for (const rows of groups.values()) {
    const size = Math.max(1, Math.round(share * rows.length));
    drawn.push(...shuffle(rows, rng).slice(0, size));
  }
  return Int32Array.from(drawn).sort();
}
