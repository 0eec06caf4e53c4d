import { describe, expect, it } from 'vitest';
import { largestOfTridiagonal } from '../../src/network/tridiagonal.ts';

describe('largestOfTridiagonal', () => {
  it('knows the path matrix: 2 cos(π / (k + 1)) and a sine', () => {
    for (const k of [2, 3, 10, 160]) {
      const { value, vector } = largestOfTridiagonal(new Float64Array(k), new Float64Array(k).fill(1));
      expect(value).toBeCloseTo(2 * Math.cos(Math.PI / (k + 1)), 13);
      const sign = Math.sign(vector[0]);
      for (let i = 0; i < k; i++) {
        expect(sign * vector[i]).toBeCloseTo(Math.sqrt(2 / (k + 1)) * Math.sin(((i + 1) * Math.PI) / (k + 1)), 9);
      }
    }
  });

  it('solves two by two by hand', () => {
    const { value, vector } = largestOfTridiagonal(Float64Array.of(1, 4), Float64Array.of(2));
    expect(value).toBeCloseTo(5, 13);
    expect(Math.abs(vector[1] / vector[0])).toBeCloseTo(2, 12);
  });

  it('returns the largest entry of a diagonal matrix, also a negative one', () => {
    expect(largestOfTridiagonal(Float64Array.of(3, 7, 1), new Float64Array(2)).value).toBeCloseTo(7, 13);
    expect(largestOfTridiagonal(Float64Array.of(-3, -2), new Float64Array(1)).value).toBeCloseTo(-2, 13);
    expect(largestOfTridiagonal(Float64Array.of(0), new Float64Array(0))).toEqual({
      value: 0,
      vector: Float64Array.of(1),
    });
  });

  it('refuses an empty matrix', () => {
    expect(() => largestOfTridiagonal(new Float64Array(0), new Float64Array(0))).toThrow('size 0');
  });
});
