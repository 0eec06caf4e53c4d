import { describe, expect, it } from 'vitest';
import { histogram, histograms } from '../../../../../pipeline/cooccurrence/kernels/nulls/histogram.ts';

describe('histogram of replicates', () => {
  it('puts every defined replicate into one bin, the largest into the last', () => {
    const bins = histogram([0, 1, 1, 23.5, 24, Number.NaN]);
    expect(bins).toHaveLength(24);
    expect(bins[0]).toEqual({ low: 0, high: 1, replicates: 1 });
    expect(bins[1].replicates).toBe(2);
    expect(bins[23]).toEqual({ low: 23, high: 24, replicates: 2 });
    expect(bins.reduce((sum, bin) => sum + bin.replicates, 0)).toBe(5);
  });

  it('adjoins its bins', () => {
    const bins = histogram([0.1, 0.2, 0.7]);
    expect(bins.slice(1).every((bin, index) => bin.low === bins[index].high)).toBe(true);
    expect([bins[0].low, bins[23].high]).toEqual([0.1, 0.7]);
  });

  it('makes one bin of equal replicates and none of undefined ones', () => {
    expect(histogram([3, 3, 3])).toEqual([{ low: 3, high: 3, replicates: 3 }]);
    expect(histogram([Number.NaN])).toEqual([]);
    expect(histogram([])).toEqual([]);
  });

  it('refuses infinite values', () => {
    expect(() => histogram([1, Number.POSITIVE_INFINITY])).toThrow(/expected finite numbers or NaN/);
  });

  it('reads one column a statistic and leaves out what asks nothing', () => {
    const rows = histograms('rotation', ['edges', 'giant'], Float64Array.of(1, 5, 2, 5), (statistic) =>
      statistic === 'edges' ? 'as studied' : null,
    );
    expect(rows).toEqual([{ null: 'rotation', statistic: 'giant', low: 5, high: 5, replicates: 2 }]);
  });
});
