import { describe, expect, it } from 'vitest';
import { pairPool } from '../../../../src/methods/intervention/removal/removal-pairs.ts';

const CLUSTERS = [1, 1, 1, 1, 2, 2, 2, 3, 3];

describe('the pool of pairs', () => {
  it('is every pair when they are not too many', () => {
    const { pairs, exhaustive } = pairPool(CLUSTERS, 36, 1);
    expect(exhaustive).toBe(true);
    expect(pairs).toHaveLength(36);
    expect(pairs.slice(0, 9)).toEqual([...[1, 2, 3, 4, 5, 6, 7, 8].map((b) => [0, b]), [1, 2]]);
  });
  it('is otherwise half within and half between, without repeats, in order', () => {
    const { pairs, exhaustive } = pairPool(CLUSTERS, 12, 1);
    expect(exhaustive).toBe(false);
    expect(new Set(pairs.map(String)).size).toBe(12);
    expect(pairs.filter(([a, b]) => CLUSTERS[a] === CLUSTERS[b])).toHaveLength(6);
    expect(pairs.every(([a, b]) => a < b)).toBe(true);
    expect([...pairs].sort(([a, b], [c, d]) => a - c || b - d)).toEqual(pairs);
  });
  it('takes all of a kind that has fewer than half', () => {
    const within = (most: number) =>
      pairPool(CLUSTERS, most, 1).pairs.filter(([a, b]) => CLUSTERS[a] === CLUSTERS[b]).length;
    expect(within(30)).toBe(10);
    expect(pairPool([1, 1, 1, 1, 2], 8, 1).pairs.filter(([, b]) => b === 4)).toHaveLength(4);
  });
  it('depends on the seed and on nothing else', () => {
    expect(pairPool(CLUSTERS, 12, 1)).toEqual(pairPool(CLUSTERS, 12, 1));
    expect(pairPool(CLUSTERS, 12, 1)).not.toEqual(pairPool(CLUSTERS, 12, 2));
  });
  it('is empty without pairs', () => {
    expect(pairPool([1], 5, 1)).toEqual({ pairs: [], exhaustive: true });
    expect(pairPool(CLUSTERS, 0, 1)).toEqual({ pairs: [], exhaustive: false });
  });
  it('refuses a limit that is no count', () => {
    expect(() => pairPool(CLUSTERS, 1.5, 1)).toThrow(RangeError);
    expect(() => pairPool(CLUSTERS, Number.NaN, 1)).toThrow(RangeError);
  });
});
