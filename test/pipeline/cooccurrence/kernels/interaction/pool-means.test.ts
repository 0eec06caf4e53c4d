import { describe, expect, it } from 'vitest';
import { poolMeans } from '../../../../../pipeline/cooccurrence/kernels/interaction/pool-means.ts';

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
