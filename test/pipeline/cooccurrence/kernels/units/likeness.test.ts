import { describe, expect, it } from 'vitest';
import { likenessOf } from '../../../../../pipeline/cooccurrence/kernels/units/likeness.ts';
import { random } from '../../../../../src/random.ts';

const table = (rows: readonly (readonly number[])[], width = rows[0].length) => ({ data: rows.flat(), width });
/** Of rows whose values over prompts do not matter. */
const cosineOf = (...rows: number[][]) => likenessOf(table(rows), { data: rows.map(() => 1), width: 1 }).cosine;
/** Of values of features whose rows do not matter. */
const rOf = (...values: number[][]) => likenessOf({ data: values.map(() => 1), width: 1 }, table(values)).r;

describe('cosine', () => {
  it('is that of the rows, whatever their lengths', () => {
    const cosine = cosineOf([3, 4], [10, 0], [-6, -8], [0, 1e-20]);
    const wanted = [[0, 1, 0.6], [0, 2, -1], [0, 3, 0.8], [1, 3, 0]] as const; // biome-ignore format: one line
    for (const [i, j, value] of wanted) {
      expect(cosine(i, j)).toBeCloseTo(value, 14);
      expect(cosine(j, i)).toBe(cosine(i, j));
    }
  });

  it('is not centred: rows of equal values are alike', () => {
    expect(cosineOf([1, 1, 1], [5, 5, 5])(0, 1)).toBeCloseTo(1, 14);
  });

  it('is not defined beside a row of zeros', () => {
    const cosine = cosineOf([1, 2], [0, 0], [2, 4]);
    expect([cosine(0, 1), cosine(1, 2), cosine(1, 1)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(cosine(0, 2)).toBeCloseTo(1, 14);
  });
});

describe('r', () => {
  it('is the correlation of the values, by hand', () => {
    const r = rOf([1, 2, 3], [2, 4, 9], [5, 1, 0]);
    // Deviations (-1, 0, 1), (-3, -1, 4), (3, -1, -2).
    expect(r(0, 1)).toBeCloseTo(7 / Math.sqrt(2 * 26), 14);
    expect(r(0, 2)).toBeCloseTo(-5 / Math.sqrt(2 * 14), 14);
    expect(r(2, 1)).toBeCloseTo(-16 / Math.sqrt(26 * 14), 14);
  });

  it('does not change where values are scaled or shifted', () => {
    const rng = random(1, 'likeness');
    const values = Array.from({ length: 2 }, () => Array.from({ length: 30 }, () => rng.normal()));
    const [a, b] = values;
    expect(rOf(a.map((x) => 3 * x - 7), b.map((x) => 40 - x / 9))(0, 1)).toBeCloseTo(-rOf(a, b)(0, 1), 13); // biome-ignore format: one line
  });

  // 0.1 three times has a mean of 0.10000000000000002.
  it.each([
    ['that are zero', [0, 0, 0]],
    ['that are equal', [0.1, 0.1, 0.1]],
    ['that differ by rounding of float32', [1, 1 + 1e-7, 1 - 1e-7]],
    ['that differ by rounding, and are small', [1e-9, 1e-9 + 1e-16, 1e-9 - 1e-16]],
  ])('is not defined for values %s', (_, flat) => {
    const r = rOf([1, 2, 4], flat);
    expect([r(0, 1), r(1, 0), r(1, 1)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(r(0, 0)).toBeCloseTo(1, 14);
  });

  it('is defined for values that vary by more than that, however small they are', () => {
    expect(rOf([1, 2, 4], [1e-9, 2e-9, 4e-9])(0, 1)).toBeCloseTo(1, 12);
    expect(rOf([1, 2, 4], [1e6, 1e6 + 20, 1e6 + 60])(0, 1)).toBeCloseTo(1, 6);
  });
});

it('neither is ever outside -1 … 1, and copies of a feature have 1 within rounding', () => {
  const rng = random(2, 'likeness');
  for (let k = 0; k < 50; k++) {
    const row = Array.from({ length: 7 }, () => rng.normal());
    const rows = [row, row, row.map((x) => -3 * x), row.map((x) => x / 7)];
    const { cosine, r } = likenessOf(table(rows), table(rows));
    for (const of of [cosine, r])
      for (const [i, j, sign] of [
        [0, 1, 1],
        [0, 2, -1],
        [2, 3, -1],
        [1, 3, 1],
      ] as const) {
        expect(Math.abs(of(i, j))).toBeLessThanOrEqual(1);
        expect(of(i, j)).toBeCloseTo(sign, 14);
      }
  }
});

it('leaves what it was given as it was', () => {
  const [rows, values] = [Float32Array.of(3, 4, 1, 0), Float64Array.of(1, 2, 3, 5, 5, 6)];
  likenessOf({ data: rows, width: 2 }, { data: values, width: 3 });
  expect([[...rows], [...values]]).toEqual([[3, 4, 1, 0], [1, 2, 3, 5, 5, 6]]); // biome-ignore format: one line
});
