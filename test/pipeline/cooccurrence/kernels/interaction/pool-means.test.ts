import { describe, expect, it } from 'vitest';
import { poolMeans, poolValues } from '../../../../../pipeline/cooccurrence/kernels/interaction/pool-means.ts';

const CLUSTERS = [1, 1, 1, 2, 2];
const PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
  [0, 3],
  [1, 4],
  [3, 4],
] as const;
const VALUES = Float64Array.of(1, 2, 3, 10, 20, 6);

describe('means over groups of pairs', () => {
  it('by hand', () => {
    expect(poolMeans(PAIRS, VALUES, CLUSTERS, [1, 2])).toEqual({
      all: 7,
      within: 3,
      between: 15,
      difference: -12,
      clusters: [2, 6],
    });
  });
  it('weigh a pair by the product of its features’ weights, as if a feature came twice', () => {
    const { within, between } = poolMeans(PAIRS, VALUES, CLUSTERS, [1, 2], Float64Array.of(2, 1, 0, 1, 1));
    expect(within).toBeCloseTo((2 * 1 + 6) / 3, 12);
    expect(between).toBeCloseTo((2 * 10 + 20) / 3, 12);
  });
  it('are NaN for a group without pairs', () => {
    const { within, between, all, difference } = poolMeans([[0, 3]], Float64Array.of(4), CLUSTERS, [1, 2]);
    expect([all, within, between, difference]).toEqual([4, Number.NaN, 4, Number.NaN]);
  });
  it('refuse a cluster that was not named', () => {
    expect(() => poolMeans(PAIRS, VALUES, CLUSTERS, [1])).toThrow(RangeError);
  });
});

const found = {
  prompts: 2,
  singles: new Float64Array(0),
  damage: Float64Array.of(1, 3, 5, 5),
  index: [Float64Array.of(2, 4, -6, -6), Float64Array.of(1, 1, 1, 1), Float64Array.of(-1, -1, 3, 5)],
  noiseFloor: 0,
};

/** Both prompts have one answer. */
const ONE = Int32Array.of(0, 0);

describe('values of a pair', () => {
  it('are means over prompts, and what is more than in its controls', () => {
    const values = poolValues(found, Float64Array.of(1, 1), ONE);
    expect(Array.from(values.damage)).toEqual([2, 5]);
    expect(Array.from(values.interaction)).toEqual([3, -6]);
    expect(Array.from(values.excess)).toEqual([3 - 0, -6 - 2.5]);
    expect(Array.from(values.magnitude_excess)).toEqual([3 - 1, 6 - 2.5]);
    expect(values.stratum_excess).toEqual(values.magnitude_excess);
  });
  it('do not let answers of opposite signs cancel', () => {
    const index = [Float64Array.of(4, -2, -6, -6), Float64Array.of(1, -1, 1, 1)];
    const values = poolValues({ ...found, index }, Float64Array.of(1, 1), Int32Array.of(0, 1));
    expect(Array.from(values.magnitude_excess)).toEqual([1 - 0, 6 - 1]);
    expect(Array.from(values.stratum_excess)).toEqual([3 - 1, 6 - 1]);
  });
  it('follow the weights of the prompts', () => {
    expect(Array.from(poolValues(found, Float64Array.of(0, 7), ONE).interaction)).toEqual([4, -6]);
    expect(Array.from(poolValues(found, Float64Array.of(3, 1), ONE).damage)).toEqual([1.5, 5]);
  });
  it('have no excess without controls', () => {
    const { interaction, excess, magnitude_excess, stratum_excess } = poolValues(
      { ...found, index: found.index.slice(0, 1) },
      Float64Array.of(1, 1),
      ONE,
    );
    expect(Array.from(interaction)).toEqual([3, -6]);
    expect([...excess, ...magnitude_excess, ...stratum_excess]).toEqual(Array(6).fill(Number.NaN));
  });
  it('refuse weights of other prompts or none', () => {
    expect(() => poolValues(found, Float64Array.of(1), ONE)).toThrow(RangeError);
    expect(() => poolValues(found, Float64Array.of(0, 0), ONE)).toThrow(RangeError);
  });
});
