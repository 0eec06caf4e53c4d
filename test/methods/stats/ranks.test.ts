import { describe, expect, it } from 'vitest';
import { centredRanks, quantile, rank } from '../../../src/methods/stats/ranks.ts';
import { near, oracle } from './near.ts';

describe('rank', () => {
  it('gives ties their mean rank and counts them', () => {
    const { ranks, ties } = rank([10, 20, 20, 5, 20]);
    expect([...ranks]).toEqual([2, 4, 4, 1, 4]);
    expect(ties).toBe(24);
    expect(rank([3, 1, 2]).ties).toBe(0);
  });

  it('sums to n (n + 1) / 2 whatever the ties', () => {
    for (const values of [
      [1, 1, 1, 1],
      [1, 2, 2, 3],
      [4, 3, 2, 1],
    ])
      expect(rank(values).ranks.reduce((a, b) => a + b)).toBe(10);
  });

  it('orders by value, not by text, and calls 0 and -0 equal', () => {
    expect([...rank([10, 9, -1]).ranks]).toEqual([3, 2, 1]);
    expect([...rank([0, -0]).ranks]).toEqual([1.5, 1.5]);
  });

  it('refuses NaN and takes nothing', () => {
    expect(() => rank([1, Number.NaN])).toThrow(/value 1 is NaN/);
    expect([...rank([]).ranks]).toEqual([]);
  });
});

describe('centredRanks', () => {
  const inner = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);

  it('their inner product is the rank correlation', () => {
    const x = [1, 2, 3, 4, 5];
    expect(inner(centredRanks(x), centredRanks([10, 20, 30, 40, 500]))).toBeCloseTo(1, 12);
    expect(inner(centredRanks(x), centredRanks([5, 4, 3, 2, 1]))).toBeCloseTo(-1, 12);
    // 1 − 6Σd²/(n(n² − 1)) with d = 1, −1, 0, 1, −1.
    expect(inner(centredRanks(x), centredRanks([2, 1, 3, 5, 4]))).toBeCloseTo(0.8, 12);
  });

  it('of equal values are zeros', () => expect(Array.from(centredRanks([2, 2, 2]))).toEqual([0, 0, 0]));
});

describe('quantile', () => {
  it('matches numpy', () => {
    const { x, share, value } = oracle.special.quantile;
    share.forEach((at, index) => {
      near(quantile(x, at), value[index], 1);
    });
  });

  it('gives medians of odd and even counts', () => {
    expect(quantile([5, 1, 3], 0.5)).toBe(3);
    expect(quantile([10, 9, 1, 2], 0.5)).toBe(5.5);
    expect(quantile([7], 0.3)).toBe(7);
  });

  it('refuses no values, NaN and a share outside [0, 1]', () => {
    expect(() => quantile([], 0.5)).toThrow(/no values/);
    expect(() => quantile([1, Number.NaN], 0.5)).toThrow(/NaN/);
    expect(() => quantile([1], 1.5)).toThrow(/share 1.5/);
  });
});
