import { describe, expect, it } from 'vitest';
import { fTail } from '../../../../src/methods/stats/tails/f-tail.ts';
import { near, oracle } from '../near.ts';

describe('fTail', () => {
  it('matches mpmath down to 1e-300', () => {
    expect(oracle.tails.f.some(([, , , p]) => p < 1e-200)).toBe(true);
    for (const [f, d1, d2, p] of oracle.tails.f) near(fTail(f, d1, d2), p);
  });

  it('has the closed forms of two degrees of freedom', () => {
    near(fTail(3, 2, 8), (1 + (2 * 3) / 8) ** -4);
    near(fTail(1e30, 2, 18), (1 + 2e30 / 18) ** -9);
    near(fTail(1, 5, 5), 0.5);
  });

  it('is 1 at zero and 0 at infinity, and never rises', () => {
    expect(fTail(0, 3, 61)).toBe(1);
    expect(fTail(Infinity, 3, 61)).toBe(0);
    let last = 1;
    for (let f = 0; f < 40; f += 0.37) {
      expect(fTail(f, 3, 61)).toBeLessThanOrEqual(last);
      last = fTail(f, 3, 61);
    }
  });

  it.each([
    [Number.NaN, 1, 1],
    [-1, 1, 1],
    [1, 0, 1],
    [1, 1, -2],
    [1, Number.NaN, 1],
  ])('refuses f %s with df %s, %s', (f, d1, d2) => {
    expect(() => fTail(f, d1, d2)).toThrow(RangeError);
  });
});
