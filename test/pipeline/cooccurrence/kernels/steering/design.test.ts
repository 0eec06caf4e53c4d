import { describe, expect, it } from 'vitest';
import { type DesignInput, designSets } from '../../../../../pipeline/cooccurrence/kernels/steering/design.ts';

const clusters = new Map([
  [1, [11, 10, 12, 13]],
  [2, [20, 21, 22]],
  [3, [30, 31]],
]);
const input: DesignInput = {
  clusters,
  selected: [10, 11, 12, 13, 20, 21, 22, 30, 31, 40, 41],
  traits: new Map(
    [10, 11, 12, 13, 20, 21, 22, 30, 31, 40, 41, 50, 51].map((id) => [
      id,
      { meanAbsAttribution: 1 + (id % 7), prevalence: 1 },
    ]),
  ),
  carriers: [50, 10, 41],
  arms: ['within', 'between', 'random', 'matched', 'random-direction', 'random-covariance', 'prompt-difference'],
  sizes: [1, 2, 3, 4],
  setsPerCell: 5,
  seed: 1,
};
const clusterOf = (feature: number): number => Math.floor(feature / 10);

it('has carriers alone, in a cluster or not, and a random direction in the place of each; other sets do not move', () => {
  const sets = designSets({ ...input, arms: ['within', 'carriers'], seed: 3 });
  const alone = (arm: string) =>
    sets.filter((set) => set.arm === arm).map(({ featureIds, cluster, replicate }) => [featureIds, cluster, replicate]);
  const expected = [
    [[50], null, 0],
    [[10], null, 1],
    [[41], null, 2],
  ];
  expect(alone('carriers')).toEqual(expected);
  expect(alone('carriers-direction')).toEqual(expected);
  expect(sets.slice(0, -6)).toEqual(designSets({ ...input, arms: ['within'], seed: 3 }));
});

describe('designSets', () => {
  const sets = designSets(input);
  const cell = (arm: string, size: number, cluster?: number) =>
    sets.filter((set) => set.arm === arm && set.size === size && (cluster === undefined || set.cluster === cluster));

  it('numbers sets from 0 and keeps features ascending and distinct', () => {
    expect(sets.map(({ setId }) => setId)).toEqual(sets.map((_, i) => i));
    for (const { featureIds, size } of sets) {
      expect(featureIds).toHaveLength(size);
      expect([...new Set(featureIds)].sort((a, b) => a - b)).toEqual(featureIds);
    }
  });
  it('has every feature of the kept clusters alone, once', () => {
    expect(cell('single', 1).map(({ featureIds }) => featureIds[0])).toEqual([10, 11, 12, 13, 20, 21, 22, 30, 31]);
  });
  it('keeps a within set inside its cluster, and lists all of a small cell', () => {
    for (const set of sets.filter(({ arm }) => arm === 'within')) {
      expect(new Set(set.featureIds.map(clusterOf))).toEqual(new Set([set.cluster]));
    }
    expect(cell('within', 2, 1)).toHaveLength(5);
    expect(cell('within', 2, 2)).toHaveLength(3);
    expect(cell('within', 3, 3)).toHaveLength(0);
  });
  it('balances a between set: counts per cluster differ by at most one', () => {
    for (const { featureIds, cluster } of sets.filter(({ arm }) => arm === 'between')) {
      expect(cluster).toBeNull();
      const counts = [1, 2, 3].map((c) => featureIds.filter((feature) => clusterOf(feature) === c).length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
    expect(cell('between', 4)).toHaveLength(5);
  });
  it('lists every balanced set when there are few: 3 clusters, one of each is 4·3·2 sets', () => {
    const all = designSets({ ...input, arms: ['between'], sizes: [3], setsPerCell: 100 }).filter(
      ({ arm }) => arm === 'between',
    );
    expect(all).toHaveLength(24);
    expect(new Set(all.map(({ featureIds }) => featureIds.join())).size).toBe(24);
  });
  it('matches within sets outside the kept clusters, as many as a cell holds', () => {
    const matched = sets.filter(({ arm }) => arm === 'matched');
    expect(matched.length).toBeGreaterThan(0);
    for (const { featureIds } of matched) for (const feature of featureIds) expect(feature).toBeGreaterThanOrEqual(40);
    expect(cell('matched', 1).length).toBeLessThanOrEqual(cell('within', 1).length);
    for (const size of input.sizes) expect(cell('matched', size).length).toBeLessThanOrEqual(input.setsPerCell);
  });
  it('holds no set twice in a cell', () => {
    const keys = sets.map(({ arm, cluster, size, featureIds }) => `${arm}/${cluster}/${size}/${featureIds}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
  it('is the same for the same seed, and an arm does not move the others', () => {
    expect(designSets(input)).toEqual(sets);
    const features = (all: typeof sets, arm: string) =>
      all.filter((set) => set.arm === arm).map(({ featureIds }) => featureIds);
    expect(features(designSets({ ...input, arms: ['random'] }), 'random')).toEqual(features(sets, 'random'));
    expect(features(designSets({ ...input, seed: 2 }), 'random')).not.toEqual(features(sets, 'random'));
  });
  it('has no between sets with fewer than two clusters and nothing at all without clusters', () => {
    const one = designSets({ ...input, clusters: new Map([[1, [10, 11]]]), arms: ['between'] });
    expect(one.map(({ arm }) => arm)).toEqual(['single', 'single']);
    expect(designSets({ ...input, clusters: new Map(), arms: ['within', 'between'] })).toEqual([]);
  });
});
