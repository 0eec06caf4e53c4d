import { describe, expect, it } from 'vitest';
import { atDensities } from '../../../../../pipeline/cooccurrence/kernels/nulls/density.ts';
import { emptyCounts } from '../../../../../pipeline/cooccurrence/kernels/nulls/edge-survival.ts';
import {
  exceedNote,
  histogram,
  histograms,
  nullRows,
  unaskedRows,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/null-rows.ts';
import { askedOf } from '../../../../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { random } from '../../../../../src/random.ts';
import { sharedGradient } from './shared-gradient.ts';

const { nullInput } = sharedGradient({ seed: 1, features: 4, candidates: 8 });
const asked = askedOf(nullInput);
const rng = random(1, 'null-rows');
/** Four features on 60 prompts; the first two are nearly one. */
const values = new Float64Array(60 * 4);
for (let p = 0; p < 60; p++) {
  const signal = rng.normal();
  for (let f = 0; f < 4; f++) values[p * 4 + f] = f < 2 ? signal + 0.01 * rng.normal() : rng.normal();
}
const matrix = { rows: 60, cols: 4, values, promptIds: new Int32Array(60), featureIds: Int32Array.of(5, 6, 7, 8) };
const study = { nullInput, observed: new Float64Array(asked.length).fill(2), matrix };
/** Replicates 1, 2, 3 of every statistic, fifty times. */
const run = {
  values: Float64Array.from({ length: 150 * asked.length }, (_, i) => 1 + (Math.floor(i / asked.length) % 3)),
  counts: emptyCounts(),
};

describe('rows of one null', () => {
  it('has p of every statistic, its histogram, and every edge beside the pool', () => {
    const { statistics, bins, survival } = nullRows('rotation', study, run);
    expect(statistics.map(({ statistic, density }) => ({ statistic, density }))).toEqual(asked);
    expect(statistics.every((row) => row.null === 'rotation' && row.p === 101 / 151 && row.mean === 2)).toBe(true);
    expect(bins.reduce((sum, { replicates }) => sum + replicates, 0)).toBe(150 * asked.length);
    expect(survival).toEqual([{ feature_a: 5, feature_b: 6, null: 'rotation', p: 1, q: 1 }]);
  });

  it('asks nothing of what the null leaves as it is, and no edge of a rewired network', () => {
    const { statistics, bins, survival } = nullRows('rewire', study, run);
    const edges = statistics.find(({ statistic }) => statistic === 'edges');
    expect(edges?.note).toBe('rewiring keeps every degree');
    expect(bins.some(({ statistic }) => statistic === 'edges')).toBe(false);
    expect(bins.some(({ statistic }) => statistic === 'modularity')).toBe(true);
    expect(survival).toEqual([]);
  });

  it('has the reason alone where the null cannot be asked', () => {
    const { statistics, bins, survival } = unaskedRows('rotation', study, 'no rows');
    expect(statistics).toHaveLength(asked.length);
    expect(statistics.every(({ p, note, replicates }) => p === null && note === 'no rows' && replicates === 0)).toBe(
      true,
    );
    expect([bins, survival]).toEqual([[], []]);
  });
});

it('counts the statistics with p up to half of 5 %, among those with one, at the density that decides', () => {
  const rows = [...[0.02, 0.025, 0.026, 1, null].map((p) => ({ p, decides: true })), { p: 0.001, decides: false }];
  expect(exceedNote('rewire', rows, 999)).toBe('rewire: 2 of 4 statistics exceed 97.5 % of 999 replicates');
});

describe('histogram of replicates', () => {
  it('puts every defined replicate into one bin, the largest into the last', () => {
    const bins = histogram([0, 1, 1, 23.5, 24, Number.NaN]);
    expect(bins).toHaveLength(24);
    expect(bins[0]).toEqual({ bin: 0, low: 0, high: 1, replicates: 1 });
    expect(bins[1].replicates).toBe(2);
    expect(bins[23]).toEqual({ bin: 23, low: 23, high: 24, replicates: 2 });
    expect(bins.reduce((sum, bin) => sum + bin.replicates, 0)).toBe(5);
  });

  it('adjoins its bins', () => {
    const bins = histogram([0.1, 0.2, 0.7]);
    expect(bins.slice(1).every((bin, index) => bin.low === bins[index].high)).toBe(true);
    expect([bins[0].low, bins[23].high]).toEqual([0.1, 0.7]);
  });

  it('makes one bin of equal replicates and none of undefined ones', () => {
    expect(histogram([3, 3, 3])).toEqual([{ bin: 0, low: 3, high: 3, replicates: 3 }]);
    expect(histogram([Number.NaN])).toEqual([]);
    expect(histogram([])).toEqual([]);
  });

  it('makes one bin where the range is a few of the last digits, whatever the scale', () => {
    expect(histogram([0.3, 0.1 + 0.2])).toEqual([{ bin: 0, low: 0.3, high: 0.1 + 0.2, replicates: 2 }]);
    const draw = random(5, 'ranges');
    for (let trial = 0; trial < 2000; trial++) {
      // From denormal to the largest numbers, either sign, and apart by anything from one last digit to the number itself.
      const scale = draw.normal() * 10 ** (draw.integer(626) - 320);
      const share = 2 ** -draw.integer(54);
      const values = Array.from({ length: 2 + draw.integer(40) }, () => scale * (1 + share * draw.integer(3)));
      const bins = histogram(values);
      const where = `${scale} ${share}`;
      expect([1, 24], where).toContain(bins.length);
      expect(new Set(bins.map(({ low }) => low)).size, where).toBe(bins.length);
      expect(
        bins.every(({ low, high }) => low <= high && Number.isFinite(high)),
        where,
      ).toBe(true);
      expect(
        bins.reduce((sum, { replicates }) => sum + replicates, 0),
        where,
      ).toBe(values.length);
      for (const { low, high, replicates, bin } of bins) {
        const own = values.filter((v) => v >= low && (bin === bins.length - 1 ? v <= high : v < high));
        expect(replicates, where).toBe(own.length);
      }
    }
  });

  it('holds a range wider than the largest number', () => {
    const bins = histogram([-Number.MAX_VALUE, 0, Number.MAX_VALUE]);
    expect(bins).toHaveLength(24);
    expect(bins.every(({ low, high }) => Number.isFinite(low) && high > low)).toBe(true);
  });

  it('refuses infinite values', () => {
    expect(() => histogram([1, Number.POSITIVE_INFINITY])).toThrow(/expected finite numbers or NaN/);
  });

  it('reads one column a statistic and leaves out what asks nothing', () => {
    const rows = histograms(
      'rotation',
      atDensities(['edges', 'giant']),
      Float64Array.of(1, 5, 6, 2, 5, 6),
      (statistic) => (statistic === 'edges' ? 'as studied' : null),
    );
    expect(rows).toEqual([
      { null: 'rotation', statistic: 'giant', density: 'threshold', bin: 0, low: 5, high: 5, replicates: 2 },
      { null: 'rotation', statistic: 'giant', density: 'edges', bin: 0, low: 6, high: 6, replicates: 2 },
    ]);
  });
});
