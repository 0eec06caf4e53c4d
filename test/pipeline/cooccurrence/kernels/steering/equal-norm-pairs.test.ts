import { describe, expect, it } from 'vitest';
import { poolSets as pool } from '../../../../../pipeline/cooccurrence/kernels/steering/equal-norm-pairs.ts';

const clusters = new Map([
  [2, [25, 20, 21, 22, 23, 24]],
  [1, [10, 11, 12, 13, 14, 15, 16, 17]],
  [3, [30, 31]],
]);
const different = () => false;
const poolSets = (own: typeof clusters, most: number, seed: number) => pool(own, { most, seed, alike: different }).sets;
const clusterOf = (feature: number) => Math.floor(feature / 10);
const featuresOf = (sets: ReturnType<typeof poolSets>) => [...new Set(sets.flatMap(({ featureIds }) => featureIds))];

describe('poolSets', () => {
  it('is every pair where there is room, each once, with its cluster or none', () => {
    const sets = poolSets(clusters, 1000, 1);
    expect(sets).toHaveLength((16 * 15) / 2);
    expect(new Set(sets.map(({ featureIds }) => featureIds.join())).size).toBe(sets.length);
    for (const { featureIds, cluster, size, arm } of sets) {
      const [a, b] = featureIds.map(clusterOf);
      expect({ cluster, size, arm }).toEqual({ cluster: a === b ? a : null, size: 2, arm: 'pool' });
      expect(featureIds[0]).toBeLessThan(featureIds[1]);
    }
    expect(sets.map(({ replicate }) => replicate)).toEqual(sets.map((_, i) => i));
  });

  it('is every pair of a balanced draw of features where there is less, never more than asked for', () => {
    for (const most of [45, 54, 55, 100]) {
      const sets = poolSets(clusters, most, 1);
      const features = featuresOf(sets);
      expect(sets).toHaveLength((features.length * (features.length - 1)) / 2);
      expect(sets.length).toBeLessThanOrEqual(most);
      expect(((features.length + 1) * features.length) / 2).toBeGreaterThan(most);
    }
    // Ten features: cluster 3 has only two, the others share the rest.
    const counts = [1, 2, 3].map((c) => featuresOf(poolSets(clusters, 45, 1)).filter((f) => clusterOf(f) === c).length);
    expect(counts).toEqual([4, 4, 2]);
  });

  it('is the same for the same seed whatever the order of the features, and another for another', () => {
    const reversed = new Map([...clusters].reverse().map(([c, features]) => [c, [...features].reverse()]));
    expect(poolSets(reversed, 45, 1)).toEqual(poolSets(clusters, 45, 1));
    expect(poolSets(clusters, 45, 2)).not.toEqual(poolSets(clusters, 45, 1));
  });

  it('is empty when nothing is asked for or there is nothing', () => {
    expect(poolSets(clusters, 0, 1)).toEqual([]);
    expect(poolSets(new Map(), 100, 1)).toEqual([]);
    expect(poolSets(new Map([[1, [5]]]), 100, 1)).toEqual([]);
    expect(pool(clusters, { most: 0, seed: 1, alike: () => true })).toEqual({ sets: [], notes: [] });
  });

  it('holds one feature of those that write one direction, whatever their clusters', () => {
    // 10, 12, 14, 16 are copies, and so are 20 to 25 with 11.
    const group = (f: number) => (f >= 20 && f < 30 ? 11 : f % 2 === 0 && f < 20 ? 10 : f);
    const alike = (a: number, b: number) => group(a) === group(b);
    for (const most of [6, 1000]) {
      const { sets, notes } = pool(clusters, { most, seed: 1, alike });
      const features = featuresOf(sets);
      expect(new Set(features.map(group)).size).toBe(features.length);
      expect(sets.some(({ cluster }) => cluster !== null)).toBe(true);
      expect(notes[0]).toMatch(/\d+ features that write nearly the direction of another/);
    }
    // Left of cluster 2 at most one, so no pair inside it: it is not in the pool.
    expect(featuresOf(pool(clusters, { most: 1000, seed: 1, alike }).sets).map(clusterOf)).not.toContain(2);
  });

  it('is empty, and says so, where fewer than two clusters have two features that differ', () => {
    const { sets, notes } = pool(clusters, { most: 1000, seed: 1, alike: (a, b) => clusterOf(a) === clusterOf(b) });
    expect(sets).toEqual([]);
    expect(notes[0]).toMatch(/13 features .*; fewer than two clusters have two others/);
  });
});
