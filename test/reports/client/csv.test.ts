import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../../reports/client/csv.ts';

describe('CSV', () => {
  it('is read back by a CSV parser', () => {
    const rows = [['a,b', 'say "x"', 'two\nlines', 1.5, null, [1, 2]]];
    expect(parse(toCsv(['p', 'q', 'r', 's', 't', 'u'], rows), { columns: true })).toEqual([
      { p: 'a,b', q: 'say "x"', r: 'two\nlines', s: '1.5', t: '', u: '[1,2]' },
    ]);
  });

  it('disarms text that a spreadsheet would run, and leaves negative numbers alone', () => {
    expect(toCsv(['x', 'y'], [['=1+1', -2]])).toBe("x,y\r\n'=1+1,-2\r\n");
  });
});
