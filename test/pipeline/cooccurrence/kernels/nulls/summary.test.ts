import { describe, expect, it } from 'vitest';
import { summaries, summarise } from '../../../../../pipeline/cooccurrence/kernels/nulls/summary.ts';

describe('summarise', () => {
  it('counts replicates at least as large, plus one on both sides', () => {
    const found = summarise(3, [1, 2, 3, 4]);
    expect(found).toMatchObject({ mean: 2.5, p: 3 / 5, replicates: 4, note: null });
    expect(found.sd).toBeCloseTo(Math.sqrt(5 / 3), 12);
    expect(found.z).toBeCloseTo(0.5 / Math.sqrt(5 / 3), 12);
    expect(summarise(9, [1, 2, 3, 4]).p).toBe(1 / 5);
    expect(summarise(0, [1, 2, 3, 4]).p).toBe(1);
  });

  it('has mean, median and quantiles of the replicates', () => {
    expect(summarise(3, [1, 2, 3, 40])).toMatchObject({ mean: 11.5, median: 2.5 });
    expect(summarise(3, []).median).toBeNull();
  });

  it('takes a replicate without the statistic as smaller than any number, and says so', () => {
    const found = summarise(2, [Number.NaN, 1, 3]);
    expect(found).toMatchObject({ mean: 2, p: 2 / 4, note: 'it does not exist in 1 of 3 replicates' });
  });

  it('has no p where the study has no value', () => {
    expect(summarise(Number.NaN, [1, 2])).toMatchObject({ observed: null, p: null, z: null, mean: 1.5, note: 'it does not exist in this study' }); // biome-ignore format: one line
  });

  it('has no z where replicates do not vary, and counts ties as at least as large', () => {
    expect(summarise(0.1 + 0.2, [0.3, 0.3])).toMatchObject({
      z: null,
      p: 1,
      note: 'it is the same in every replicate',
    });
  });

  it('says why everything is absent without replicates', () => {
    expect(summarise(1, [])).toMatchObject({ mean: null, p: null, replicates: 0 });
    expect(summarise(1, []).note).not.toBeNull();
  });

  it('refuses infinity', () => {
    expect(() => summarise(Number.POSITIVE_INFINITY, [1])).toThrow('expected a finite number or NaN');
    expect(() => summarise(1, [Number.NEGATIVE_INFINITY])).toThrow('expected a finite number or NaN');
  });

  it('splits a table of replicates by statistic', () => {
    const rows = summaries('some-null', ['a', 'b'], [1, 20], Float64Array.of(1, 10, 2, 20, 3, 30));
    expect(rows.map((row) => [row.null, row.statistic, row.mean])).toEqual([
      ['some-null', 'a', 2],
      ['some-null', 'b', 20],
    ]);
  });
});
