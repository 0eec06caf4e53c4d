import { describe, expect, it } from 'vitest';
import { columnsOf, takeRows } from '../../../src/methods/stats/matrix.ts';

describe('columnsOf', () => {
  it('transposes a row-major matrix', () => {
    expect([...columnsOf({ rows: 2, cols: 3, values: Float64Array.of(1, 2, 3, 4, 5, 6) })]).toEqual([1, 4, 2, 5, 3, 6]);
  });

  it('keeps the value of float32 entries', () => {
    expect([...columnsOf({ rows: 1, cols: 1, values: Float32Array.of(0.1) })]).toEqual([Math.fround(0.1)]);
  });

  it.each([
    ['too few values', { rows: 2, cols: 2, values: new Float64Array(3) }, /3 values for 2 rows and 2 columns/],
    ['a fractional shape', { rows: 0.5, cols: 2, values: new Float64Array(1) }, /expected rows × columns/],
    ['NaN', { rows: 2, cols: 2, values: Float64Array.of(1, 2, 3, Number.NaN) }, /NaN in row 1, column 1/],
    ['infinity', { rows: 1, cols: 2, values: Float64Array.of(1, -Infinity) }, /-Infinity in row 0, column 1/],
  ])('refuses %s', (_, matrix, message) => {
    expect(() => columnsOf(matrix)).toThrow(message);
  });
});

describe('takeRows', () => {
  const matrix = { rows: 2, cols: 2, values: Float64Array.of(1, 2, 3, 4) };

  describe('takeRows', () => {
    it('copies rows in the order given, again where asked again', () => {
      const taken = takeRows(matrix, Int32Array.of(1, 0, 1));
      expect(taken).toMatchObject({ rows: 3, cols: 2 });
      expect([...taken.values]).toEqual([3, 4, 1, 2, 3, 4]);
      taken.values[0] = 9;
      expect(matrix.values[2]).toBe(3);
    });

    it('may take none', () => {
      expect(takeRows(matrix, new Int32Array(0))).toMatchObject({ rows: 0, cols: 2 });
    });

    it.each([-1, 2])('refuses row %d', (row) => {
      expect(() => takeRows(matrix, Int32Array.of(row))).toThrow(`takeRows: row ${row}, expected 0 to 1`);
    });
  });
});
