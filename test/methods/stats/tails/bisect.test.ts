import { describe, expect, it } from 'vitest';
import { bisect } from '../../../../src/methods/stats/tails/bisect.ts';

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
