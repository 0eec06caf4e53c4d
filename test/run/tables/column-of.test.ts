import { expect, it } from 'vitest';
import { columnOf } from '../../../src/run/tables/column-of.ts';

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

const vector = (items: Float64Array, bits: readonly bigint[] | null) => ({
  rowCount: items.length,
  getColumnVector: () => ({
    items,
    validity: { data: bits === null ? null : BigUint64Array.from(bits) },
    getItem: (row: number) => (bits !== null && ((bits[row >> 6] >> BigInt(row & 63)) & 1n) === 0n ? null : items[row]),
  }),
});

it('takes the array of a vector as it is where no item is missing', () => {
  const items = Float64Array.from({ length: 70 }, (_, k) => k / 2);
  const all = 0xffffffffffffffffn;
  const twice = Float64Array.from([...items, ...items]);
  for (const bits of [null, [all, all], [all, 0x3fn]]) {
    expect(columnOf('x', 'DOUBLE', 0, [vector(items, bits), vector(items, null)])).toEqual(twice);
  }
  // A FLOAT column is not read from an array of another width.
  expect(columnOf('x', 'FLOAT', 0, [vector(items, null)])).toEqual(Float32Array.from(items));
});

it.each([0, 63, 64, 69])('finds the NULL at row %d of a vector', (row) => {
  const items = new Float64Array(70);
  const bits = [0xffffffffffffffffn, 0x3fn].map((word, k) =>
    row >> 6 === k ? word & ~(1n << BigInt(row & 63)) : word,
  );
  expect(() => columnOf('x', 'DOUBLE', 0, [vector(items, bits)])).toThrow(`x, row ${row}: NULL`);
});
