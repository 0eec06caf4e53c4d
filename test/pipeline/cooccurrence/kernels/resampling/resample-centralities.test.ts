import { describe, expect, it } from 'vitest';
import { attributionNetwork } from '../../../../../pipeline/cooccurrence/kernels/network/attribution-network.ts';
import {
  centralityRepeats,
  rankIntervals,
} from '../../../../../pipeline/cooccurrence/kernels/resampling/resample-centralities.ts';
import { mainMeasures } from '../../../../../src/methods/graph/centrality/measures.ts';
import type { Matrix } from '../../../../../src/methods/stats/matrix.ts';
import { random } from '../../../../../src/random.ts';

const rng = random(8, 'values');
const [rows, cols] = [50, 12];
const factors = Array.from({ length: rows }, () => rng.normal());
const values = Float64Array.from({ length: rows * cols }, (_, k) => {
  const column = k % cols;
  return column < 6 ? factors[Math.floor(k / cols)] + 0.3 * rng.normal() : rng.normal();
});
const matrix = { rows, cols, values };
const strata = Array.from({ length: rows }, (_, row) => `s${row % 5}`);
const PEARSON = { method: 'pearson', gains: null, covariates: [] } as const;
const options = { subsamples: 10, share: 0.8, drops: 4, seed: 1 };

function resampling(of: Matrix, threshold: number, own = strata) {
  const asked: number[] = [];
  const measured = (chosen?: Int32Array) =>
    mainMeasures(attributionNetwork(of, { threshold, strict: true, sign: 'absolute' }, PEARSON, chosen));
  return {
    reference: measured(),
    asked,
    source: {
      strata: own,
      least: 3,
      over: async (chosen: Int32Array) => {
        asked.push(chosen.length);
        return { measures: measured(chosen) };
      },
    },
  };
}

describe('centralityRepeats', () => {
  it('asks for one network per replicate and covers every main measure', async () => {
    const { reference, source, asked } = resampling(matrix, 0.7);
    const found = await centralityRepeats(reference, source, options);
    expect(asked).toHaveLength(10 + 9 * 4);
    expect(asked.slice(0, 14)).toEqual([...Array(10).fill(40), ...Array(4).fill(45)]);
    expect(found.map(({ measure }) => measure)).toEqual([
      'degree',
      'betweenness',
      'closeness',
      'eigenvector',
      'strength',
    ]);
    for (const { intervals, drops } of found) {
      expect(intervals).toHaveLength(cols);
      expect(drops).toHaveLength(9);
    }
  });

  it('finds planted strengths stable and pure noise not', async () => {
    const planted = resampling(matrix, 0.7);
    const [, , , , strength] = await centralityRepeats(planted.reference, planted.source, { ...options, drops: 20 });
    expect(strength.cs).toBeGreaterThanOrEqual(0.5);
    const noise = resampling({ ...matrix, values: values.map(() => rng.normal()) }, 0.1);
    const [, , , , ofNoise] = await centralityRepeats(noise.reference, noise.source, { ...options, drops: 20 });
    expect(ofNoise.cs).toBeLessThan(0.5);
  });

  it('ranks the planted features first in nearly every subsample', async () => {
    const { reference, source } = resampling(matrix, 0.7);
    const [, , , , strength] = await centralityRepeats(reference, source, options);
    const ranks = strength.intervals;
    for (const planted of ranks.slice(0, 6))
      for (const noise of ranks.slice(6)) expect(planted.high).toBeLessThan(noise.low);
  });

  it('repeats itself with the same seed', async () => {
    const { reference, source } = resampling(matrix, 0.7);
    const once = (seed: number) => centralityRepeats(reference, source, { ...options, seed });
    expect(await once(1)).toEqual(await once(1));
    expect(await once(1)).not.toEqual(await once(2));
  });

  it('leaves out shares that leave too few prompts, and everything at 0', async () => {
    const few = resampling({ rows: 5, cols, values: values.slice(0, 5 * cols) }, 0.7, Array(5).fill('one'));
    const found = await centralityRepeats(few.reference, few.source, options);
    expect(found[0].drops.map(({ dropped }) => dropped)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    const { reference, source } = resampling(matrix, 0.7);
    const none = await centralityRepeats(reference, source, { ...options, subsamples: 0, drops: 0 });
    expect(none[0]).toMatchObject({ intervals: [], drops: [], cs: Number.NaN });
  });
});

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

  it('leaves out replicates that lack the measure, and has no ranks where the study or all of them do', () => {
    const [own, none] = [Float64Array.of(2, 1), Float64Array.of(Number.NaN, Number.NaN)];
    expect(rankIntervals(own, [none, own, none])).toEqual(rankIntervals(own, [own]));
    expect([rankIntervals(none, [own]), rankIntervals(own, [none, none])]).toEqual([[], []]);
  });

  it('refuses no replicates', () => {
    expect(() => rankIntervals(Float64Array.of(1), [])).toThrow('no replicates');
  });
});
