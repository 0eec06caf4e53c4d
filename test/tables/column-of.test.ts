import { expect, it } from 'vitest';
import { columnOf } from '../../src/tables/column-of.ts';

const chunk = (...values: readonly unknown[]) => ({
  rowCount: values.length,
  getColumnVector: () => ({ getItem: (row: number) => values[row] }),
});

it('gathers chunks into the typed array of the column', () => {
  expect(columnOf('x', 'INTEGER', 0, [chunk(1, 2), chunk(3)])).toEqual(Int32Array.of(1, 2, 3));
  expect(columnOf('x', 'FLOAT', 0, [chunk(0.5)])).toEqual(Float32Array.of(0.5));
  expect(columnOf('x', 'DOUBLE', 0, [])).toEqual(new Float64Array(0));
});

it('other types become arrays of plain values, null included', () => {
  expect(columnOf('x', 'VARCHAR', 0, [chunk('a', null)])).toEqual(['a', null]);
  expect(columnOf('x', 'INTEGER[]', 0, [chunk({ items: [1, 2] })])).toEqual([[1, 2]]);
});

it('a NULL in a number column and a BIGINT are errors that name the place', () => {
  expect(() => columnOf('sql/a.sql: column r', 'DOUBLE', 0, [chunk(1, null)])).toThrow(
    'sql/a.sql: column r, row 1: NULL',
  );
  expect(() => columnOf('sql/a.sql: column n', 'BIGINT', 0, [chunk(1n)])).toThrow('sql/a.sql: column n: a BIGINT');
});
