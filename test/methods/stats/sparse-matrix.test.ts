import { describe, expect, it } from 'vitest';
import { filled, sparseMatrix, takeColumns } from '../../../src/methods/stats/sparse-matrix.ts';

const cells = {
  row: Int32Array.of(2, 0, 2, 1),
  col: Int32Array.of(0, 2, 2, 0),
  value: Float64Array.of(3, -1, 5, 7),
};

describe('sparseMatrix', () => {
  it('holds cells by column, rows ascending, whatever their order', () => {
    expect(sparseMatrix(3, 4, cells)).toEqual({
      rows: 3,
      cols: 4,
      starts: Int32Array.of(0, 2, 2, 4, 4),
      at: Int32Array.of(1, 2, 0, 2),
      values: Float64Array.of(7, 3, -1, 5),
    });
  });

  it('gives some of its columns', () => {
    const some = takeColumns(sparseMatrix(3, 4, cells), Int32Array.of(2, 1, 0));
    expect(filled(some).values).toEqual(Float64Array.of(-1, 0, 0, 0, 0, 7, 5, 0, 3));
  });

  it('is filled with its zeros', () => {
    expect(filled(sparseMatrix(3, 4, cells))).toEqual({
      rows: 3,
      cols: 4,
      values: Float64Array.of(0, 0, -1, 0, 7, 0, 0, 0, 3, 0, 5, 0),
    });
  });
});
