import { expect, it } from 'vitest';
import { formatRows } from '../../../src/run/tables/format-rows.ts';

const columns = ['name', 'n', 'ids'];
const rows = [
  { name: 'a "quoted", b', n: 1.5, ids: [1, 2] },
  { name: null, n: 10, ids: [] },
];

it('json is an array of row objects that parses back to the same rows', () => {
  expect(JSON.parse(formatRows(columns, rows, 'json'))).toEqual(rows);
  expect(formatRows(columns, [], 'json')).toBe('[]\n');
});

it('csv quotes what needs it, leaves null empty and keeps its header without rows', () => {
  expect(formatRows(columns, rows, 'csv')).toBe('name,n,ids\r\n"a ""quoted"", b",1.5,"[1,2]"\r\n,10,[]\r\n');
  expect(formatRows(columns, [], 'csv')).toBe('name,n,ids\r\n');
});

it('a table aligns texts to the left and numbers to the right', () => {
  expect(formatRows(columns, rows, 'table')).toBe(
    [
      'name             n  ids',
      '-------------  ---  -----',
      'a "quoted", b  1.5  [1,2]',
      '-               10  []',
      '(2 rows)',
      '',
    ].join('\n'),
  );
});

it('a number JSON cannot hold is spelled, not null', () => {
  expect(formatRows(['x', 'l'], [{ x: Number.NaN, l: [Number.POSITIVE_INFINITY] }], 'json')).toBe(
    '[\n  {"x":"NaN","l":["Infinity"]}\n]\n',
  );
});
