import { describe, expect, it } from 'vitest';
import {
  collinearRows,
  dropRows,
  metricRows,
  positionRows,
  rankRows,
  stabilityRows,
} from '../../../../../pipeline/cooccurrence/kernels/metrics/centrality-rows.ts';

const ids = Int32Array.of(7, 9);
const repeats = [
  {
    measure: 'degree',
    weighted: false,
    intervals: [
      { rank: 1, low: 1, high: 2 },
      { rank: 2, low: 1, high: 2 },
    ],
    drops: [{ dropped: 0.1, replicates: 3, meanR: Number.NaN, held: 0 }],
    cs: Number.NaN,
  },
];

describe('rows of the tables about features', () => {
  it('gives NaN its reason, and refuses one that has none', () => {
    const measure = { name: 'std_activation', values: Float64Array.of(1, Number.NaN) };
    expect(metricRows(ids, [measure], { std_activation: 'one prompt' })).toEqual([
      { feature_id: 7, metric: 'std_activation', value: 1, reason: null },
      { feature_id: 9, metric: 'std_activation', value: Number.NaN, reason: 'one prompt' },
    ]);
    expect(() => metricRows(ids, [measure], {})).toThrow('std_activation of feature 9 is NaN');
  });

  it('names features in place of nodes, and why a coefficient does not exist', () => {
    expect(rankRows(ids, repeats)).toMatchObject([
      { feature_id: 7, rank: 1 },
      { feature_id: 9, rank: 2 },
    ]);
    expect(dropRows(repeats)).toEqual([
      { measure: 'degree', weighted: false, dropped: 0.1, replicates: 3, mean_r: Number.NaN, held: 0 },
    ]);
    expect(stabilityRows(repeats)).toEqual([
      {
        measure: 'degree',
        weighted: false,
        cs: Number.NaN,
        reason: 'no prompts were dropped: stability.case_drops is 0',
      },
    ]);
    expect(stabilityRows([{ ...repeats[0], cs: 0.5 }])).toMatchObject([{ cs: 0.5, reason: null }]);
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
