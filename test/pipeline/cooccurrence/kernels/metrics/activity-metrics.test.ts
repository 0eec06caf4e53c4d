import { describe, expect, it } from 'vitest';
import { activityMetrics } from '../../../../../pipeline/cooccurrence/kernels/metrics/activity-metrics.ts';

const profile = { mean: 2, cv: 0.5, bosShare: 0.1, peakPosition: 3, peakShare: 0.6, positions: [] };
const ids = Int32Array.of(4);
const rows = new Map([[4, Float32Array.of(3, 4)]]);

describe('activityMetrics', () => {
  it('reads the profile and measures the decoder row', () => {
    const found = activityMetrics(ids, Float64Array.of(0.9), new Map([[4, profile]]), rows);
    expect(Object.fromEntries(found.map(({ name, values }) => [name, values[0]]))).toEqual({
      prevalence: 0.9,
      activation_mean: 2,
      activation_cv: 0.5,
      bos_share: 0.1,
      peak_position: 3,
      peak_share: 0.6,
      decoder_norm: 5,
    });
  });

  it('refuses a feature without activations or without a decoder row', () => {
    expect(() => activityMetrics(ids, Float64Array.of(1), new Map(), rows)).toThrow('feature 4 without activations');
    expect(() => activityMetrics(ids, Float64Array.of(1), new Map([[4, profile]]), new Map())).toThrow(
      'without a decoder row',
    );
  });
});
