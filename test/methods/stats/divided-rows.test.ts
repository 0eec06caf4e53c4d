import { describe, expect, it } from 'vitest';
import { dividedRows } from '../../../src/methods/stats/divided-rows.ts';

describe('dividedRows', () => {
  const matrix = { rows: 2, cols: 2, values: Float64Array.of(2, 4, 30, 60), featureIds: [2, 7] };

  it('divides each row by its own number and keeps the ids', () => {
    const divided = dividedRows(matrix, Float64Array.of(2, 10));
    expect([...divided.values]).toEqual([1, 2, 3, 6]);
    expect(divided.featureIds).toEqual(matrix.featureIds);
    expect([...matrix.values]).toEqual([2, 4, 30, 60]);
  });

  it('refuses another number of divisors, zero and NaN', () => {
    for (const divisors of [[1], [1, 0], [1, Number.NaN]])
      expect(() => dividedRows(matrix, Float64Array.from(divisors))).toThrow(RangeError);
  });
});
