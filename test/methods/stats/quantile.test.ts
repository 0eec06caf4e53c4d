import { describe, expect, it } from 'vitest';
import { quantile } from '../../../src/methods/stats/quantile.ts';
import { near, oracle } from './near.ts';

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
