import { describe, expect, it } from 'vitest';
import { disparityRule } from '../../../../src/methods/graph/edges/disparity-rule.ts';

// A hub 0 with one strong and three weak ties.
const pairs = { a: Int32Array.of(0, 0, 0, 0), b: Int32Array.of(1, 2, 3, 4), r: Float64Array.of(0.9, -0.1, 0.1, 0.1) };
const kept = Int32Array.of(0, 1, 2, 3);

describe('disparityRule', () => {
  it('computes (1 - |r| / s)^(k - 1) at the end that has other ties', () => {
    // s = 1.2, k = 4: the strong tie has (0.25)³ = 0.0156, a weak one (1.1 / 1.2)³ = 0.770.
    expect([...disparityRule(5, pairs, kept, 0.0156)]).toEqual([]);
    expect([...disparityRule(5, pairs, kept, 0.0157)]).toEqual([0]);
    expect([...disparityRule(5, pairs, kept, 0.76)]).toEqual([0]);
    expect([...disparityRule(5, pairs, kept, 0.78)]).toEqual([0, 1, 2, 3]);
  });

  it('keeps nothing of equal ties at a usual level, and nothing of a lone pair', () => {
    const equal = { ...pairs, r: Float64Array.of(0.5, 0.5, 0.5, 0.5) };
    expect([...disparityRule(5, equal, kept, 0.05)]).toEqual([]);
    expect([...disparityRule(5, pairs, Int32Array.of(2), 0.99)]).toEqual([]);
  });

  it.each([0, 1, Number.NaN])('refuses level %d', (level) => {
    expect(() => disparityRule(5, pairs, kept, level)).toThrow(`level ${level}`);
  });
});
