import { describe, expect, it } from 'vitest';
import {
  bisect,
  chi2Tail,
  fTail,
  normalTwoSided,
  normalUpper,
  tQuantile,
  tTwoSided,
} from '../../../../src/methods/stats/tails/tails.ts';
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

describe('tQuantile', () => {
  it('matches scipy', () => {
    for (const [share, df, t] of oracle.special.t_quantile) near(tQuantile(share, df), t);
  });

  it('has the closed form of one degree of freedom', () => {
    near(tQuantile(0.5, 1), 1);
  });

  it.each([0, 1, Number.NaN])('refuses a share of %s', (share) => {
    expect(() => tQuantile(share, 5)).toThrow(RangeError);
  });
});

describe('bisect', () => {
  it('finds a root to the last bit, rising or falling', () => {
    expect(Math.abs(bisect((x) => x * x - 2, 0, 2) - Math.SQRT2)).toBeLessThanOrEqual(Number.EPSILON);
    expect(Math.abs(bisect((x) => 2 - x * x, 0, 2) - Math.SQRT2)).toBeLessThanOrEqual(Number.EPSILON);
  });

  it('takes a root at either end', () => {
    expect(bisect((x) => x, 0, 1)).toBe(0);
    expect(bisect((x) => x - 1, 0, 1)).toBe(1);
  });

  it('refuses a bracket without a change of sign, and NaN', () => {
    expect(() => bisect((x) => x + 1, 0, 1)).toThrow(/expected opposite signs/);
    expect(() => bisect(() => Number.NaN, 0, 1)).toThrow(/expected opposite signs/);
    expect(() => bisect((x) => (x > 0.3 && x < 0.7 ? Number.NaN : x - 0.5), 0, 1)).toThrow(/value NaN at 0.5/);
  });
});
