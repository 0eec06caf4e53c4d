import { describe, expect, it } from 'vitest';
import { FLOAT32_SPREAD, isFloat32Constant } from '../../../src/methods/stats/float32-constant.ts';
import { random } from '../../../src/random.ts';

/** Rows of `width` normal values scaled to length 1, stored as float32. */
function unitRows(count: number, width: number): Float32Array[] {
  const rng = random(1, 'unit rows');
  return Array.from({ length: count }, () => {
    const row = Float64Array.from({ length: width }, () => rng.normal());
    const length = Math.hypot(...row);
    return Float32Array.from(row, (x) => x / length);
  });
}

describe('isFloat32Constant', () => {
  it('takes lengths of float32 unit rows for one number, and their logarithms on the scale of 1', () => {
    const lengths = unitRows(300, 64).map((row) => Math.sqrt(row.reduce((sum, x) => sum + x * x, 0)));
    expect(Math.max(...lengths)).toBeGreaterThan(Math.min(...lengths));
    expect(isFloat32Constant(lengths)).toBe(true);
    const logarithms = lengths.map(Math.log10);
    expect(isFloat32Constant(logarithms, 1)).toBe(true);
    // The largest logarithm of what should be 1 is rounding itself, and nothing to measure by.
    expect(isFloat32Constant(logarithms)).toBe(false);
  });

  it('tells values apart that are some tens of float32 steps apart, at any scale', () => {
    for (const scale of [1e-12, 1, 3e5]) {
      expect(isFloat32Constant([scale, scale * (1 + 2 ** -20)])).toBe(true);
      expect(isFloat32Constant([scale, scale * (1 + 2 ** -18)])).toBe(false);
      expect(isFloat32Constant([scale, -scale])).toBe(false);
    }
  });

  it('measures the largest deviation from the mean, and allows exactly the spread', () => {
    expect(isFloat32Constant([-FLOAT32_SPREAD, FLOAT32_SPREAD], 1)).toBe(true);
    expect(isFloat32Constant([-FLOAT32_SPREAD, FLOAT32_SPREAD], 0.999)).toBe(false);
    // One value of a hundred that is off; the standard deviation would be a tenth of it.
    const [near, far] = [1.5, 1.02].map((times) => Array.from({ length: 100 }, (_, i) => (i === 7 ? times * 1e-6 : 0)));
    expect(isFloat32Constant(near, 1)).toBe(false);
    expect(isFloat32Constant(far, 1.02)).toBe(true);
  });

  it('does not depend on the unit or the order', () => {
    const rng = random(2, 'unit and order');
    const found = Array.from({ length: 200 }, () => {
      const values = Array.from({ length: 5 }, () => 1 + 2e-6 * rng.normal());
      const answer = isFloat32Constant(values);
      expect(isFloat32Constant(values.map((x) => -1024 * x))).toBe(answer);
      expect(isFloat32Constant(Float64Array.from(values).sort())).toBe(answer);
      return answer;
    });
    expect(new Set(found).size).toBe(2);
  });

  it('holds of zeros, of one value and of none, and of nothing that is not a number', () => {
    for (const values of [[0, 0, -0], [7], []]) expect(isFloat32Constant(values), `${values}`).toBe(true);
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(isFloat32Constant([1, wrong, 1])).toBe(false);
      expect(isFloat32Constant([wrong, wrong], 1)).toBe(false);
    }
  });
});
