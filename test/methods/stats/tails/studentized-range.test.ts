import { describe, expect, it } from 'vitest';
import { studentizedRangeTail } from '../../../../src/methods/stats/tails/studentized-range.ts';
import { tTwoSided } from '../../../../src/methods/stats/tails/tails.ts';
import { oracle } from '../near.ts';

describe('studentizedRangeTail', () => {
  it('matches scipy within 1e-8, absolute', () => {
    for (const [q, k, df, p] of oracle.studentized_range)
      expect(Math.abs(studentizedRangeTail(q, k, df) - p)).toBeLessThan(1e-8);
  });

  it('is the t test for two groups, within 1e-11', () => {
    for (const df of [1, 2.5, 10, 61, 1000, 10_000]) {
      for (const q of [0.01, 0.5, 2, 4, 10, 100]) {
        expect(Math.abs(studentizedRangeTail(q, 2, df) - tTwoSided(q / Math.SQRT2, df))).toBeLessThan(1e-11);
      }
    }
  });

  it('rises with the number of groups and falls with q', () => {
    expect(studentizedRangeTail(3, 4, 20)).toBeGreaterThan(studentizedRangeTail(3, 3, 20));
    expect(studentizedRangeTail(3.1, 4, 20)).toBeLessThan(studentizedRangeTail(3, 4, 20));
  });

  it('is 1 at zero and 0 at infinity', () => {
    expect(studentizedRangeTail(0, 3, 10)).toBe(1);
    expect(studentizedRangeTail(Infinity, 3, 10)).toBe(0);
  });

  it.each([
    [Number.NaN, 3, 5],
    [-1, 3, 5],
    [1, 1, 5],
    [1, 2.5, 5],
    [1, 3, 0],
    [1, 3, Infinity],
  ])('refuses q %s, %s groups, %s df', (q, k, df) => {
    expect(() => studentizedRangeTail(q, k, df)).toThrow(RangeError);
  });
});
