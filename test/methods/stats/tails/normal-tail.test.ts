import { describe, expect, it } from 'vitest';
import { normalTwoSided, normalUpper } from '../../../../src/methods/stats/tails/normal-tail.ts';
import { near, oracle } from '../near.ts';

describe('normalTwoSided', () => {
  it('matches mpmath down to 1e-299', () => {
    for (const [z, p] of oracle.special.normal) near(normalTwoSided(z), p);
  });

  it('is even, 1 at zero and 0 at infinity', () => {
    expect(normalTwoSided(-2)).toBe(normalTwoSided(2));
    expect(normalTwoSided(0)).toBe(1);
    expect(normalTwoSided(-Infinity)).toBe(0);
  });

  it('refuses NaN', () => {
    expect(() => normalTwoSided(Number.NaN)).toThrow(RangeError);
  });
});

describe('normalUpper', () => {
  it('adds up to one over both signs', () => {
    expect(normalUpper(1.2) + normalUpper(-1.2)).toBe(1);
    expect(normalUpper(0)).toBe(0.5);
  });
});
