/**
 * The pool of pairs: every pair of some features of the kept clusters, so that any relabelling of these features into clusters can be
 * tested without another run, and an estimate does not depend on which sets a seed drew. No two of the features write nearly one direction:
 * a pair of copies is one feature pushed as far, and would compare clusters by what pushing a direction twice does. Given that, the
 * features are all there are, or where their pairs are more than wanted, a seeded draw of as many of each cluster as possible (counts differ
 * by at most one but for clusters that have no more). Given the features, permuting their labels is then an exact test.
 */
import { random, shuffle } from '../../../../src/random.ts';
import type { SteeringSet } from './design.ts';

interface PoolOptions {
  /** Pairs at most. */
  readonly most: number;
  readonly seed: number;
  /** Whether two features write nearly one direction (near-parallel.ts). */
  readonly alike: (a: number, b: number) => boolean;
}

interface Pool {
  /** Without their numbers; `cluster` is that of both features, or null. */
  readonly sets: readonly Omit<SteeringSet, 'setId'>[];
  /** What is to be known about it, in sentences. */
  readonly notes: readonly string[];
}

/** Empty where fewer than two clusters have two features that differ. */
export function poolSets(clusters: ReadonlyMap<number, readonly number[]>, options: PoolOptions): Pool {
  const { members, copies } = poolFeatures(clusters, options);
  const sets = members
    .flatMap(({ feature: a, cluster }, i) =>
      members.slice(i + 1).map(({ feature: b, cluster: other }) => ({
        arm: 'pool' as const,
        cluster: cluster === other ? cluster : null,
        size: 2,
        featureIds: [a, b],
      })),
    )
    .map((set, replicate) => ({ ...set, replicate }));
  if (copies === 0) return { sets, notes: [] };
  const left = `pool: ${copies} features that write nearly the direction of another one of the kept clusters were left out`;
  const none =
    'fewer than two clusters have two others, so that pairs within and between cannot be told apart from copies';
  return { sets, notes: [sets.length > 0 ? left : `${left}; ${none}`] };
}

/** Ascending by feature; how many were passed over because they are like one that was taken. */
function poolFeatures(clusters: ReadonlyMap<number, readonly number[]>, { most, seed, alike }: PoolOptions) {
  const queues = [...clusters]
    .sort(([a], [b]) => a - b)
    .map(([cluster, features]) => ({ cluster, left: drawOrder(features, random(seed, 'pool', cluster)), taken: 0 }));
  // n(n − 1)/2 ≤ most
  const room = Math.floor((1 + Math.sqrt(1 + 8 * most)) / 2);
  const members: { readonly feature: number; readonly cluster: number }[] = [];
  let copies = 0;
  for (let waiting = queues; members.length < room && waiting.length > 0; ) {
    for (const queue of waiting) {
      if (members.length === room) break;
      const next = queue.left.findIndex((feature) => !members.some((one) => alike(one.feature, feature)));
      copies += next < 0 ? queue.left.length : next;
      const [feature] = queue.left.splice(0, next < 0 ? queue.left.length : next + 1).slice(-1);
      if (next < 0) continue;
      members.push({ feature, cluster: queue.cluster });
      queue.taken++;
    }
    waiting = waiting.filter(({ left }) => left.length > 0);
  }
  const alone = new Set(queues.filter(({ taken }) => taken < 2).map(({ cluster }) => cluster));
  const kept = members.filter(({ cluster }) => !alone.has(cluster)).sort((a, b) => a.feature - b.feature);
  return { members: queues.length - alone.size < 2 ? [] : kept, copies };
}

function drawOrder(features: readonly number[], rng: ReturnType<typeof random>): number[] {
  return shuffle(
    [...features].sort((a, b) => a - b),
    rng,
  );
}
