import { describe, expect, it } from 'vitest';
import { byColumn } from '../../../src/run/tables/by-column.ts';

describe('byColumn', () => {
  it('takes the named columns in order', () => {
    const rows = [
      { a: 1, b: 'x', c: true },
      { a: 2, b: 'y', c: false },
    ];
    expect(byColumn(['b', 'a'], rows)).toEqual({ b: ['x', 'y'], a: [1, 2] });
    expect(byColumn(['a'], [] as typeof rows)).toEqual({ a: [] });
  });

  it('turns NaN into null and nothing else', () => {
    expect(byColumn(['a'], [{ a: Number.NaN }, { a: 0 }, { a: Infinity }, { a: 'NaN' }])).toEqual({
      a: [null, 0, Infinity, 'NaN'],
    });
  });
});
