import { describe, expect, it } from 'vitest';
import { type ColumnSpec, checkColumns } from '../../../src/run/tables/check-columns.ts';

const specs: readonly ColumnSpec[] = [
  { name: 'id', type: 'INTEGER', nullable: false },
  { name: 'x', type: 'DOUBLE', nullable: true },
  { name: 'f', type: 'FLOAT', nullable: true },
  { name: 'word', type: 'VARCHAR', nullable: true },
  { name: 'flag', type: 'BOOLEAN', nullable: true },
  { name: 'big', type: 'BIGINT', nullable: true },
  { name: 'ids', type: 'INTEGER[]', nullable: true },
];

describe('checkColumns', () => {
  it('returns the number of rows and lets nullable columns be left out', () => {
    expect(checkColumns('t', specs, { id: Int32Array.of(1, 2), x: [null, 0.5] })).toBe(2);
    expect(checkColumns('t', specs, { id: [] })).toBe(0);
  });

  it.each([
    ['an unknown column', { id: [1], y: [1] }, 'column y given, expected one of id, x'],
    ['a missing column', { x: [1] }, 'column id missing'],
    ['unequal lengths', { id: [1, 2], x: [1] }, 'column x has 1 rows, expected 2 as in id'],
    ['null where a value must be', { id: [1, null] }, 'column id, row 1: null, expected a value'],
    ['a fraction in an integer column', { id: [1.5] }, '1.5, expected a 32-bit integer'],
    ['an integer that is too wide', { id: [2 ** 31] }, '2147483648, expected a 32-bit integer'],
    ['NaN in an integer column', { id: [Number.NaN] }, 'NaN, expected a 32-bit integer'],
    ['NaN', { id: [1], x: [Number.NaN] }, 'column x, row 0: NaN, expected a finite number'],
    ['infinity', { id: [1], x: [Number.POSITIVE_INFINITY] }, 'Infinity, expected a finite number'],
    [
      'a double beyond single precision',
      { id: [1], f: [1e39] },
      '1e+39, expected a number that is finite in single precision',
    ],
    ['a number for a text', { id: [1], word: [3] }, '3, expected a text'],
    ['a text for a boolean', { id: [1], flag: ['yes'] }, 'yes, expected true or false'],
    ['an unsafe big integer', { id: [1], big: [2 ** 53] }, 'expected an integer'],
    ['a number for a list', { id: [1], ids: [3] }, '3, expected a list'],
    ['a bad item of a list', { id: [1], ids: [[1, Number.NaN]] }, 'NaN, expected a 32-bit integer'],
  ])('refuses %s', (_, columns, message) => {
    expect(() => checkColumns('t', specs, columns)).toThrow(message);
  });
});
