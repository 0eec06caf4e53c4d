import { describe, expect, it } from 'vitest';
import { dividedCells, dividedRows } from '../../../src/methods/stats/divided-rows.ts';

describe('dividedRows', () => {
  const matrix = { rows: 2, cols: 2, values: Float64Array.of(2, 4, 30, 60), featureIds: [2, 7] };

  it('divides each row by its own number and keeps the ids', () => {
    const divided = dividedRows(matrix, Float64Array.of(2, 10));
    expect([...divided.values]).toEqual([1, 2, 3, 6]);
    expect(divided.featureIds).toEqual(matrix.featureIds);
    expect([...matrix.values]).toEqual([2, 4, 30, 60]);
  });

  const sparse = { rows: 2, cols: 2, starts: Int32Array.of(0, 1, 3), at: Int32Array.of(1, 0, 1), values: Float64Array.of(30, 4, 60) }; // biome-ignore format: one line

  it('divides cells that are held sparsely by the number of their row', () => {
    expect([...dividedCells(sparse, Float64Array.of(2, 10)).values]).toEqual([3, 2, 6]);
  });

  it('refuses another number of divisors, zero and NaN', () => {
    for (const divisors of [[1], [1, 0], [1, Number.NaN]]) {
      expect(() => dividedRows(matrix, Float64Array.from(divisors))).toThrow(RangeError);
      expect(() => dividedCells(sparse, Float64Array.from(divisors))).toThrow(RangeError);
    }
  });
});
