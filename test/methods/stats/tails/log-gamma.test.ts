import { describe, expect, it } from 'vitest';
import { logGamma } from '../../../../src/methods/stats/tails/log-gamma.ts';
import { near, oracle } from '../near.ts';

describe('logGamma', () => {
  it('matches mpmath to 1e-14', () => {
    for (const [x, expected] of oracle.special.log_gamma) near(logGamma(x), expected, 1e-2, 1e-14);
  });

  it('has the factorials', () => {
    for (let n = 1, factorial = 1; n < 15; factorial *= n, n++)
      expect(Math.abs(logGamma(n) - Math.log(factorial))).toBeLessThan(2e-14);
  });

  it.each([0, -1, Number.NaN, Infinity])('refuses %s', (x) => {
    expect(() => logGamma(x)).toThrow(RangeError);
  });
});
