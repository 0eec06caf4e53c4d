/**
 * The pool of pairs: every pair of some features of the kept clusters, so that any relabelling of these features into clusters can be
 * tested without another run, and an estimate does not depend on which sets a seed drew. The features are all there are, or where their
 * pairs are more than wanted, a seeded draw of as many of each cluster as possible (counts differ by at most one but for clusters that
 * have no more). Given the features, permuting their labels is then an exact test.
 */
import { random, shuffle } from '../random.ts';
import type { SteeringSet } from './design.ts';

/** @param most pairs at most; @returns sets without their numbers; `cluster` is that of both features, or null */
export function poolSets(
  clusters: ReadonlyMap<number, readonly number[]>,
  most: number,
  seed: number,
): Omit<SteeringSet, 'setId'>[] {
  const members = poolFeatures(clusters, most, seed);
  return members
    .flatMap(({ feature: a, cluster }, i) =>
      members.slice(i + 1).map(({ feature: b, cluster: other }) => ({
        arm: 'pool' as const,
        cluster: cluster === other ? cluster : null,
        size: 2,
        replicate: 0,
        featureIds: [a, b],
      })),
    )
    .map((set, replicate) => ({ ...set, replicate }));
}

/** Ascending by feature. */
function poolFeatures(clusters: ReadonlyMap<number, readonly number[]>, most: number, seed: number) {
  const all = [...clusters].sort(([a], [b]) => a - b);
  const total = all.reduce((sum, [, features]) => sum + features.length, 0);
  // n(n − 1)/2 ≤ most
  const room = Math.min(total, Math.floor((1 + Math.sqrt(1 + 8 * most)) / 2));
  const takes = all.map(() => 0);
  for (let left = room; left > 0; ) {
    for (let c = 0; c < all.length && left > 0; c++) {
      if (takes[c] === all[c][1].length) continue;
      takes[c]++;
      left--;
    }
  }
  return all
    .flatMap(([cluster, features], c) =>
      shuffle(
        [...features].sort((a, b) => a - b),
        random(seed, 'pool', cluster),
      )
        .slice(0, takes[c])
        .map((feature) => ({ feature, cluster })),
    )
    .sort((a, b) => a.feature - b.feature);
}
