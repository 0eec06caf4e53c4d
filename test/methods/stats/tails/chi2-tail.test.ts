import { describe, expect, it } from 'vitest';
import { chi2Tail } from '../../../../src/methods/stats/tails/chi2-tail.ts';
import { near, oracle } from '../near.ts';

describe('chi2Tail', () => {
  it('matches mpmath down to 1e-300', () => {
    for (const [x, df, p] of oracle.tails.chi2) near(chi2Tail(x, df), p);
  });

  it('has the closed form of two degrees of freedom', () => {
    for (const x of [0.001, 1, 40, 1300]) near(chi2Tail(x, 2), Math.exp(-x / 2));
  });

  it('is 1 at zero and 0 at infinity', () => {
    expect(chi2Tail(0, 3)).toBe(1);
    expect(chi2Tail(Infinity, 3)).toBe(0);
  });

  it.each([
    [Number.NaN, 1],
    [-1, 1],
    [1, 0],
    [1, Number.NaN],
  ])('refuses x %s with df %s', (x, df) => {
    expect(() => chi2Tail(x, df)).toThrow(RangeError);
  });
});
