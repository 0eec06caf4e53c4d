import { describe, expect, it } from 'vitest';
import { atScaling, fairest, scalingsOf } from '../../../../../reports/cooccurrence/sections/steering/scalings.ts';

const rows = [
  { scaling: 'norm-matched', factor: 1, size: 2 },
  { scaling: 'none', factor: 1, size: 2 },
  { scaling: 'none', factor: 1, size: 1 },
  { scaling: 'none', factor: 10, size: 1 },
];

describe('scalings of steered sets', () => {
  it('come in reading order, the fairest being the one at equal norm', () => {
    expect(scalingsOf(rows)).toEqual(['none', 'norm-matched']);
    expect(fairest(rows)).toBe('norm-matched');
    expect(fairest(rows.slice(1))).toBe('none');
    expect(fairest([])).toBe('none');
  });

  it('take sets of one from where they are stored without any', () => {
    expect(atScaling(rows, 1, 'norm-matched').map((row) => [row.scaling, row.size])).toEqual([
      ['none', 1],
      ['norm-matched', 2],
    ]);
    expect(atScaling(rows, 10, 'norm-matched')).toEqual([rows[3]]);
  });
});
