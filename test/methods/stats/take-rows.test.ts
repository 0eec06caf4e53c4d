import { describe, expect, it } from 'vitest';
import { takeRows } from '../../../src/methods/stats/take-rows.ts';

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
