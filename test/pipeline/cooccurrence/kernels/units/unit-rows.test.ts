import { expect, it } from 'vitest';
import { unitRows } from '../../../../../pipeline/cooccurrence/kernels/units/unit-rows.ts';

/** Features 4, 7, 9 and 12: 4 and 9 write one direction, 7 and 12 have one value over prompts. */
const decoder = new Map([
  [4, Float32Array.of(1, 0, 0)],
  [7, Float32Array.of(0, 1, 0)],
  [9, Float32Array.of(-2, 0, 0)],
  [12, Float32Array.of(0, 0, 1)],
]);
const VALUES = [
  [1, 2, 0, 4],
  [0, 1, 1, 2],
  [1, 0, 0, 0],
];
const matrix = {
  ...{ rows: 3, cols: 4, promptIds: Int32Array.of(0, 1, 2), featureIds: Int32Array.of(4, 7, 9, 12) },
  values: Float64Array.from(VALUES.flat()),
};

it('has a row of every feature, by id: its unit, called by the smallest, and how alike the least alike are', () => {
  const rows = unitRows(matrix, decoder, 6);
  expect(rows.map(({ feature_id, unit, size }) => [feature_id, unit, size])).toEqual([
    [4, 4, 2],
    [7, 7, 2],
    [9, 4, 2],
    [12, 7, 2],
  ]);
  expect(rows.map(({ least_cosine: cosine }) => cosine)).toEqual([1, 0, 1, 0]);
  expect(rows[1].least_r).toBeCloseTo(1, 12);
  // (1, 0, 1) and (0, 1, 0) fall exactly as the other rises.
  expect(rows[0].least_r).toBeCloseTo(1, 12);
});

it('leaves a feature alone without a likeness', () => {
  const other = new Map([...decoder, [9, Float32Array.of(0, 3, 4)] as const]);
  const values = matrix.values.slice();
  values[2] = 5;
  const [four] = unitRows({ ...matrix, values }, other, 6);
  expect(four).toEqual({ feature_id: 4, unit: 4, size: 1, least_cosine: Number.NaN, least_r: Number.NaN });
});

it('has none where the pairs are too many', () => {
  expect(unitRows(matrix, decoder, 5)).toEqual([]);
});
