import { describe, expect, it } from 'vitest';
import { rankIntervals } from '../../../../../pipeline/cooccurrence/kernels/resampling/rank-intervals.ts';

describe('rankIntervals', () => {
  it('ranks the largest first, ties at their mean', () => {
    const values = Float64Array.of(0.5, 2, 0.5, 1);
    expect(rankIntervals(values, [values]).map(({ rank }) => rank)).toEqual([3.5, 1, 3.5, 2]);
  });

  it('spans the middle 95 % of replicates', () => {
    const replicates = Array.from({ length: 41 }, (_, k) => Float64Array.of(k < 2 ? 0 : 2, 1));
    // The first feature is second in 2 of 41: the 97.5 % quantile sits on the second of them.
    const [first] = rankIntervals(Float64Array.of(2, 1), replicates);
    expect(first).toEqual({ rank: 1, low: 1, high: 2 });
    const [steady] = rankIntervals(Float64Array.of(2, 1), replicates.slice(2));
    expect(steady).toEqual({ rank: 1, low: 1, high: 1 });
  });

  it('refuses no replicates', () => {
    expect(() => rankIntervals(Float64Array.of(1), [])).toThrow('no replicates');
  });
});
