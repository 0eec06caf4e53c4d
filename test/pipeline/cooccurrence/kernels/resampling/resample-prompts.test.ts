import { describe, expect, it } from 'vitest';
import { subsample } from '../../../../../pipeline/cooccurrence/kernels/resampling/resample-prompts.ts';
import { random } from '../../../../../src/random.ts';

const strata = [...Array(10).fill('a'), ...Array(5).fill('b'), 'c'];

describe('subsample', () => {
  it('keeps the share of each stratum, at least one prompt of each, none twice', () => {
    const rows = subsample(strata, 0.8, random(1, 's'));
    const count = (stratum: string) => [...rows].filter((row) => strata[row] === stratum).length;
    expect([count('a'), count('b'), count('c')]).toEqual([8, 4, 1]);
    expect(new Set(rows).size).toBe(rows.length);
    expect([...rows]).toEqual([...rows].sort((x, y) => x - y));
  });

  it('draws every prompt of a stratum equally often', () => {
    const hits = new Int32Array(strata.length);
    for (let draw = 0; draw < 2000; draw++) for (const row of subsample(strata, 0.5, random(2, draw))) hits[row]++;
    for (let row = 0; row < 10; row++) expect(Math.abs(hits[row] / 2000 - 0.5)).toBeLessThan(0.05);
    expect(hits[15]).toBe(2000);
  });

  it('is all prompts at share 1', () => {
    expect(subsample(strata, 1, random(1, 's'))).toHaveLength(16);
  });

  it.each([0, 1.1, Number.NaN])('refuses share %d', (share) => {
    expect(() => subsample(strata, share, random(1, 's'))).toThrow(`share ${share}`);
  });
});
