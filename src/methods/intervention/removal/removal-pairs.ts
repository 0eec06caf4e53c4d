/**
 * The pool of feature pairs: every pair of the kept features, or a seeded sample without repeats where they are too many, half of
 * it pairs inside a cluster and half pairs between clusters (all of a kind where it has fewer than half). The pool is fixed before
 * anything is run.
 */
import { type Random, random, shuffle } from '../../../random.ts';

export interface PairPool {
  /** Indices of the features, a < b, ascending. */
  readonly pairs: readonly (readonly [number, number])[];
  /** Whether every pair is in it, so that any relabelling of clusters can be tested without another run. */
  readonly exhaustive: boolean;
}

/** @param clusters cluster of each feature; @param most largest number of pairs */
export function pairPool(clusters: ArrayLike<number>, most: number, seed: number): PairPool {
  if (!(Number.isInteger(most) && most >= 0))
    throw new RangeError(`pairPool: most ${most}, expected a whole number from 0`);
  const within: [number, number][] = [];
  const between: [number, number][] = [];
  for (let a = 0; a < clusters.length; a++) {
    for (let b = a + 1; b < clusters.length; b++) (clusters[a] === clusters[b] ? within : between).push([a, b]);
  }
  const exhaustive = within.length + between.length <= most;
  const inside = Math.min(within.length, Math.max(Math.ceil(most / 2), most - between.length));
  const pairs = exhaustive
    ? [...within, ...between]
    : [
        ...drawn(within, inside, random(seed, 'interaction', 'within')),
        ...drawn(between, most - inside, random(seed, 'interaction', 'between')),
      ];
  return { pairs: pairs.sort(([a, b], [c, d]) => a - c || b - d), exhaustive };
}

function drawn<T>(items: readonly T[], count: number, rng: Random): T[] {
  const order = shuffle(
    Int32Array.from(items, (_, i) => i),
    rng,
  );
  return Array.from(order.subarray(0, count), (i) => items[i]);
}
