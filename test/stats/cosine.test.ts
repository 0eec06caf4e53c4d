import { describe, expect, it } from 'vitest';
import { cosine } from '../../src/stats/cosine.ts';
import { near, oracle } from './near.ts';

const { rows, cols } = oracle.pearson;

describe('cosine', () => {
  it('matches numpy', () => {
    cosine({ rows, cols, values: Float64Array.from(oracle.pearson.values) }).r.forEach((value, pair) => {
      near(value, oracle.similarity.cosine[pair], 1);
    });
  });

  it('has the values by hand', () => {
    expect(cosine({ rows: 2, cols: 2, values: Float64Array.of(1, 1, 0, 1) }).r[0]).toBeCloseTo(Math.SQRT1_2, 15);
    expect(cosine({ rows: 2, cols: 2, values: Float64Array.of(1, 0, 0, 1) }).r[0]).toBe(0);
  });

  it('keeps constant columns and leaves out zeros', () => {
    const table = cosine({ rows: 2, cols: 3, values: Float64Array.of(5, 0, 1, 5, 0, 1) });
    expect([...table.kept]).toEqual([0, 2]);
    expect([...table.r]).toEqual([1]);
  });

  it('refuses infinity', () => {
    expect(() => cosine({ rows: 2, cols: 1, values: Float64Array.of(1, Infinity) })).toThrow(RangeError);
  });
});
