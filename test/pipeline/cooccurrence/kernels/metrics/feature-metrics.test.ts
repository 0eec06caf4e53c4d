import { describe, expect, it } from 'vitest';
import {
  absoluteCorrelation,
  featureMetrics,
} from '../../../../../pipeline/cooccurrence/kernels/metrics/feature-metrics.ts';

const none = Float64Array.of(Number.NaN, Number.NaN);

describe('featureMetrics', () => {
  const values = { rows: 3, cols: 2, values: Float64Array.of(1, -4, 2, -1, 6, -1) };
  const found = featureMetrics(values, Float64Array.of(1.5, 1.5));

  it('matches the definitions by hand', () => {
    expect([...found.abs_corr_activation]).toEqual([1.5, 1.5]);
    expect([...found.max_activation]).toEqual([6, -1]);
    expect([...found.max_abs_activation]).toEqual([6, 4]);
    expect([...found.summed_activation]).toEqual([9, -6]);
    expect([...found.absolute_summed_activation]).toEqual([9, 6]);
    expect([...found.std_activation]).toEqual([Math.sqrt(7), Math.sqrt(3)]);
  });

  it('scales with the values', () => {
    const scaled = featureMetrics({ ...values, values: values.values.map((x) => 3 * x) }, none);
    expect([...scaled.max_activation]).toEqual([18, -3]);
    expect(scaled.std_activation[0]).toBeCloseTo(3 * found.std_activation[0], 12);
  });

  it('is NaN where there is no correlation and no deviation', () => {
    const one = featureMetrics({ rows: 1, cols: 1, values: Float64Array.of(2) }, none.subarray(1));
    expect(one.abs_corr_activation[0]).toBeNaN();
    expect(one.std_activation[0]).toBeNaN();
    expect(one.max_activation[0]).toBe(2);
  });

  it('refuses no prompts', () => {
    expect(() => featureMetrics({ rows: 0, cols: 1, values: new Float64Array(0) }, none)).toThrow('0 prompts');
  });

  it('refuses sums of another number of features', () => {
    expect(() => featureMetrics(values, Float64Array.of(1))).toThrow('1 sums of correlations, expected 2');
  });
});

describe('absoluteCorrelation', () => {
  it('adds |r| of every pair to the self term, and is NaN for a feature without one', () => {
    const pairs = { a: Int32Array.of(0, 0, 1), b: Int32Array.of(1, 3, 3), r: Float64Array.of(-0.5, 0.25, 1) };
    expect([...absoluteCorrelation(4, pairs)]).toEqual([1.75, 2.5, Number.NaN, 2.25]);
  });
});
