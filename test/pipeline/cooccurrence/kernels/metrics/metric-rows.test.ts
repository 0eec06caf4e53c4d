import { describe, expect, it } from 'vitest';
import { attributionMeasures } from '../../../../../pipeline/cooccurrence/kernels/metrics/metric-correlation.ts';
import {
  collinearRows,
  metricRows,
  positionRows,
} from '../../../../../pipeline/cooccurrence/kernels/metrics/metric-rows.ts';

const ids = Int32Array.of(7, 9);

describe('rows of the tables about features', () => {
  it('gives NaN its reason, and refuses one that has none', () => {
    const values = Float64Array.of(1, Number.NaN);
    expect(metricRows(ids, [{ name: 'std_activation', values }])).toEqual([
      { feature_id: 7, metric: 'std_activation', value: 1, reason: null },
      { feature_id: 9, metric: 'std_activation', value: Number.NaN, reason: 'one prompt has no deviation' },
    ]);
    expect(() => metricRows(ids, [{ name: 'prevalence', values }])).toThrow('prevalence of feature 9 is NaN');
  });

  it('has a reason for every metric of attributions that one prompt and no correlation leave without a value', () => {
    const one = { rows: 1, cols: 1, values: Float64Array.of(3) };
    const rows = metricRows(Int32Array.of(5), attributionMeasures(Int32Array.of(5), one, []));
    expect(rows.filter(({ reason }) => reason !== null).map(({ metric }) => metric)).toEqual([
      'abs_corr_activation',
      'std_activation',
    ]);
  });

  it('numbers collinear groups and unfolds position profiles', () => {
    const group = {
      featureIds: [7, 9],
      leastR: 0.995,
      position: null,
      largestCv: 0.1,
      leastCosine: 0.2,
      sentence: 's',
    };
    expect(collinearRows([group])).toMatchObject([{ collinear_group: 1, feature_ids: [7, 9], position: null }]);
    const positions = [{ position: 2, prompts: 1, meanActivation: 3, share: Number.NaN }];
    const profile = { mean: 3, cv: 0, bosShare: 0, peakPosition: 2, peakShare: Number.NaN, positions };
    expect(positionRows(new Map([[7, profile]]))).toEqual([
      { feature_id: 7, position: 2, prompts: 1, mean_activation: 3, share: 0 },
    ]);
  });
});
