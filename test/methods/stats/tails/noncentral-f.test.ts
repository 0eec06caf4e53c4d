import { describe, expect, it } from 'vitest';
import { noncentralF } from '../../../../src/methods/stats/tails/noncentral-f.ts';
import { fTail } from '../../../../src/methods/stats/tails/tails.ts';
import { near, oracle } from '../near.ts';

describe('noncentralF', () => {
  it('matches mpmath', () => {
    for (const [f, d1, d2, lambda, p] of oracle.noncentral_f.cdf) near(noncentralF(f, d1, d2, lambda), p, 1);
  });

  it('is the central distribution at zero', () => {
    for (const f of [0.1, 1, 4, 30]) near(noncentralF(f, 3, 61, 0), 1 - fTail(f, 3, 61), 1);
  });

  it('falls as the noncentrality grows, also where the sum is long', () => {
    let last = 1;
    for (const lambda of [0, 0.5, 10, 200, 3000, 60_000, 66_000, 70_000, 90_000]) {
      const p = noncentralF(22_304, 3, 61, lambda);
      expect(p).toBeLessThanOrEqual(last);
      last = p;
    }
    expect(last).toBeLessThan(0.5);
  });

  it.each([
    [Number.NaN, 1, 1, 1],
    [-1, 1, 1, 1],
    [1, 0, 1, 1],
    [1, 1, 0, 1],
    [1, 1, 1, -1],
    [1, 1, 1, Infinity],
  ])('refuses %s, %s, %s, %s', (f, d1, d2, lambda) => {
    expect(() => noncentralF(f, d1, d2, lambda)).toThrow(RangeError);
  });
});
