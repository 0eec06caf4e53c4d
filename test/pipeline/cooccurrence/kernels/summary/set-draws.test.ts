import { describe, expect, it } from 'vitest';
import { permutedSets, setDraws } from '../../../../../pipeline/cooccurrence/kernels/summary/set-draws.ts';
import { CLUSTERS, pairSets } from './synthetic.ts';

const cell = (members: readonly number[]) => ({ arm: 'within', size: 2, cluster: null, members });
const means = Array.from({ length: 400 }, () => Float64Array.of(0, 1, 2, 3, 100));

it('averages sets of the cell drawn with replacement', () => {
  const draws = setDraws(1)(cell([0, 1, 2, 3]), means);
  expect(draws).toHaveLength(400);
  const mean = draws.reduce((sum, value) => sum + value, 0) / 400;
  // The mean of four draws of 0 to 3 has deviation √(1.25/4).
  expect(Math.abs(mean - 1.5)).toBeLessThan((4 * Math.sqrt(1.25 / 4)) / 20);
  const deviation = Math.sqrt(draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 399);
  expect(Math.abs(deviation - Math.sqrt(1.25 / 4))).toBeLessThan(0.06);
});

it('draws a cell alike at every dose, whatever was drawn before', () => {
  const drawn = setDraws(1);
  const first = drawn(cell([0, 1, 2]), means);
  drawn(cell([1, 2]), means);
  expect(drawn(cell([0, 1, 2]), means)).toEqual(first);
  expect(setDraws(1)(cell([0, 1, 2]), means)).toEqual(first);
  expect(setDraws(2)(cell([0, 1, 2]), means)).not.toEqual(first);
});

const SETS = pairSets().filter(({ arm }) => arm !== 'random-direction');

describe('permuted sets', () => {
  it('by features: the sizes of clusters stay, so of all pairs as many are within', () => {
    const flags = permutedSets(CLUSTERS, null, 50, 1).features(SETS);
    expect(flags).toHaveLength(50);
    for (const own of flags) expect(own.reduce((sum, flag) => sum + flag, 0)).toBe(45);
    expect(new Set(flags.map(String)).size).toBe(50);
  });
  it('by features: a set is within when all its features share a label', () => {
    const [pairs, triple] = [
      [
        [0, 1],
        [1, 2],
        [0, 2],
      ],
      [0, 1, 2],
    ];
    const sets = [...pairs, triple].map((feature_ids, set_id) => ({
      set_id,
      arm: 'within',
      cluster: 1,
      size: 2,
      feature_ids,
    }));
    for (const [a, b, c, all] of permutedSets(CLUSTERS, null, 200, 1).features(sets)) expect(all).toBe(a * b * c);
  });
  it('by features: copies keep to one another', () => {
    const ids = [...CLUSTERS.keys()].sort((a, b) => a - b);
    // Copies two by two: each pair shares a cluster or not, whatever the permutation.
    const units = new Map(ids.map((id, i) => [id, ids[i - (i % 2)]]));
    const copies = ids.flatMap((id, i) => (i % 2 === 0 ? [[id, ids[i + 1]]] : []));
    const sets = copies.map((feature_ids, set_id) => ({ set_id, arm: 'within', cluster: 1, size: 2, feature_ids }));
    const alike = copies.filter(([a, b]) => CLUSTERS.get(a) === CLUSTERS.get(b)).length;
    const flags = permutedSets(CLUSTERS, units, 50, 1).features(sets);
    for (const own of flags) expect(own.reduce((sum, flag) => sum + flag, 0)).toBe(alike);
  });
  it('by sets: as many keep the name', () => {
    const flags = permutedSets(CLUSTERS, null, 50, 1).sets(SETS, 45);
    for (const own of flags) expect(own.reduce((sum, flag) => sum + flag, 0)).toBe(45);
    expect(flags[0]).not.toEqual(flags[1]);
  });
  it('are the same whenever they are asked for', () => {
    const permuted = permutedSets(CLUSTERS, null, 5, 1);
    const first = permuted.features(SETS);
    permuted.features(SETS.slice(0, 9));
    expect(permuted.features(SETS)).toEqual(first);
    expect(permutedSets(CLUSTERS, null, 5, 1).features(SETS)).toEqual(first);
    expect(permutedSets(CLUSTERS, null, 5, 2).features(SETS)).not.toEqual(first);
  });
  it('refuse a feature without a cluster', () => {
    const [set] = SETS;
    expect(() => permutedSets(CLUSTERS, null, 5, 1).features([{ ...set, feature_ids: [0, 99] }])).toThrow('99');
  });
});
