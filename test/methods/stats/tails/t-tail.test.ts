import { describe, expect, it } from 'vitest';
import { tTwoSided } from '../../../../src/methods/stats/tails/t-tail.ts';
import { near, oracle } from '../near.ts';

describe('tTwoSided', () => {
  it('matches mpmath down to 1e-300', () => {
    for (const [t, df, p] of oracle.tails.t) near(tTwoSided(t, df), p);
  });

  it('has the closed form of one degree of freedom', () => {
    for (const t of [0.001, 0.5, 1, 20, 1e8]) near(tTwoSided(t, 1), (2 / Math.PI) * Math.atan(1 / t));
  });

  it('is even in t', () => {
    expect(tTwoSided(-2.2, 9)).toBe(tTwoSided(2.2, 9));
  });

  it('refuses NaN and a degree of freedom of zero', () => {
    expect(() => tTwoSided(Number.NaN, 3)).toThrow(RangeError);
    expect(() => tTwoSided(1, 0)).toThrow(RangeError);
  });
});
