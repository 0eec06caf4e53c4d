import { describe, expect, it } from 'vitest';
import { principalComponents } from '../../../src/methods/stats/principal-components.ts';
import { random } from '../../../src/random.ts';

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, x, k) => sum + x * b[k], 0);

/** Q diag(values) Qᵀ for a random orthonormal Q. */
function withValues(values: readonly number[], seed: number): { product: Float64Array; q: Float64Array[] } {
  const width = values.length;
  const rng = random(seed, 'components');
  const q: Float64Array[] = [];
  for (let k = 0; k < width; k++) {
    const x = Float64Array.from({ length: width }, () => rng.normal());
    for (let twice = 0; twice < 2; twice++)
      for (const before of q) {
        const along = dot(before, x);
        for (let d = 0; d < width; d++) x[d] -= along * before[d];
      }
    const length = Math.sqrt(dot(x, x));
    q.push(x.map((value) => value / length));
  }
  const product = new Float64Array(width * width);
  q.forEach((own, k) => {
    for (let i = 0; i < width; i++)
      for (let j = 0; j < width; j++) product[i * width + j] += values[k] * own[i] * own[j];
  });
  return { product, q };
}

describe('principalComponents', () => {
  it.each([1, 2, 3, 4, 5])('finds what a matrix was made of, seed %i', (seed) => {
    const values = [1e6, 50, 7, 3, 1, 1e-3, 0];
    const { product, q } = withValues(values, seed);
    const found = principalComponents(product, values.length);
    values.forEach((value, k) => {
      expect(Math.abs(found.values[k] - value)).toBeLessThan(1e-9 * 1e6);
      if (value > 1e-2) expect(Math.abs(dot(found.vectors[k], q[k]))).toBeCloseTo(1, 6);
    });
  });

  it('gives an orthonormal basis where values are equal, and the same signs each time', () => {
    const { product } = withValues([2, 2, 2, 1, 1], 9);
    const { vectors } = principalComponents(product, 5);
    vectors.forEach((own, i) =>
      vectors.forEach((other, j) => expect(dot(own, other)).toBeCloseTo(i === j ? 1 : 0, 12)),
    );
    const span = vectors.slice(0, 3);
    for (const vector of span) {
      const image = Array.from({ length: 5 }, (_, i) => dot(product.subarray(5 * i, 5 * i + 5), vector));
      image.forEach((value, i) => expect(value).toBeCloseTo(2 * vector[i], 10));
      expect(Math.max(...vector)).toBeGreaterThanOrEqual(-Math.min(...vector) - 1e-12);
    }
  });

  it('has no directions of its own in nothing, and refuses what is not finite', () => {
    expect([...principalComponents(new Float64Array(4), 2).values]).toEqual([0, 0]);
    expect(() => principalComponents([1, Number.NaN, 0, 1], 2)).toThrow(RangeError);
    expect(() => principalComponents([1], 2)).toThrow(RangeError);
  });
});
