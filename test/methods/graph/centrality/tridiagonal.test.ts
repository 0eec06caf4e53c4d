import { describe, expect, it } from 'vitest';
import { largestOfTridiagonal } from '../../../../src/methods/graph/centrality/tridiagonal.ts';
import { random } from '../../../../src/random.ts';

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

  it('is an eigenpair at the top of random matrices of any sign', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const rng = random(seed, 'tridiagonal');
      const k = 2 + rng.integer(30);
      const diagonal = Float64Array.from({ length: k }, () => 3 * rng.normal());
      const off = Float64Array.from({ length: k - 1 }, () => rng.normal());
      const { value, vector } = largestOfTridiagonal(diagonal, off);
      const image = (x: Float64Array, i: number) =>
        diagonal[i] * x[i] + (i > 0 ? off[i - 1] * x[i - 1] : 0) + (i < k - 1 ? off[i] * x[i + 1] : 0);
      const scale = Math.max(...diagonal.map(Math.abs), ...off.map(Math.abs));
      for (let i = 0; i < k; i++) expect(Math.abs(image(vector, i) - value * vector[i])).toBeLessThan(1e-11 * scale);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 12);
      for (let trial = 0; trial < 10; trial++) {
        const x = Float64Array.from({ length: k }, () => rng.normal());
        const quotient = x.reduce((sum, xi, i) => sum + xi * image(x, i), 0) / x.reduce((sum, xi) => sum + xi * xi, 0);
        expect(quotient).toBeLessThanOrEqual(value + 1e-12 * scale);
      }
    }
  });

  it('does not read the signs off the diagonal, nor what lies behind it', () => {
    const diagonal = Float64Array.of(1, -2, 0.5);
    const { value } = largestOfTridiagonal(diagonal, Float64Array.of(0.7, -1.1));
    expect(largestOfTridiagonal(diagonal, Float64Array.of(-0.7, 1.1)).value).toBeCloseTo(value, 14);
    expect(largestOfTridiagonal(diagonal, Float64Array.of(0.7, -1.1, 99)).value).toBe(value);
  });

  it('refuses an empty matrix', () => {
    expect(() => largestOfTridiagonal(new Float64Array(0), new Float64Array(0))).toThrow('size 0');
  });
});
