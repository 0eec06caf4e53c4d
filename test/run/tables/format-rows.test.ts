import { describe, expect, it } from 'vitest';
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

describe('on a terminal', () => {
  const wide = [{ claim: 'a'.repeat(30), p: 0.5, none: null }];

  it('has a line for each value where rows are wider than it', () => {
    const columns = ['claim', 'p', 'none'];
    expect(formatRows(columns, wide, 'table', 80)).toBe(formatRows(columns, wide, 'table'));
    expect(formatRows(columns, wide, 'table', 20)).toBe(
      `-- row 1\nclaim = ${'a'.repeat(30)}\n    p = 0.5\n none = -\n(1 row)\n`,
    );
    expect(formatRows(columns, wide, 'csv', 20)).toBe(formatRows(columns, wide, 'csv'));
  });

  it('never passes on a character that moves the cursor, hides or turns text', () => {
    for (const code of [...Array.from({ length: 32 }, (_, i) => i), 0x7f, 0x9b, 0x200b, 0x202e, 0x2066, 0xfeff]) {
      const text = formatRows(['t'], [{ t: `a${String.fromCodePoint(code)}b` }], 'table');
      expect(text.replaceAll('\n', ''), String(code)).not.toContain(String.fromCodePoint(code));
      expect(text).toMatch(/a\\(u\{[0-9a-f]+\}|[nrt])b/);
    }
  });
});

it('CSV begins a text that a spreadsheet would run with an apostrophe, and leaves numbers and signs', () => {
  const of = (t: unknown) => formatRows(['t'], [{ t }], 'csv').split('\r\n')[1];
  expect(['=1+1', '@sum(a)', '+a', '-cmd', '\tx'].map(of)).toEqual(["'=1+1", "'@sum(a)", "'+a", "'-cmd", "'\tx"]);
  for (const kept of ['-', '=', '-1', '+2.5', '-1e-3', 'a=b', ' =1', 'x']) expect(of(kept)).toBe(kept);
  expect([-1.5, 3].map(of)).toEqual(['-1.5', '3']);
});
