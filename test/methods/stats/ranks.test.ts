import { describe, expect, it } from 'vitest';
import { centredRanks, rank } from '../../../src/methods/stats/ranks.ts';

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
