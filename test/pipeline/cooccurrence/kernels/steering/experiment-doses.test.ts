import { expect, it } from 'vitest';
import { experimentDoses } from '../../../../../pipeline/cooccurrence/kernels/steering/experiment-doses.ts';

const rows = [
  { feature_id: 1, metric: 'gen_max_activation', value: 9 },
  { feature_id: 2, metric: 'gen_max_activation', value: 4 },
  { feature_id: 1, metric: 'gen_max_activation_non_bos', value: 3 },
  { feature_id: 2, metric: 'gen_max_activation_non_bos', value: null },
  { feature_id: 1, metric: 'max_abs_activation', value: 0.5 },
  { feature_id: 2, metric: 'max_abs_activation', value: 0.02 },
];

it('takes the global maxima with or without BOS, as the study counts it', () => {
  expect([...experimentDoses(rows, 'include').globalMaxima]).toEqual([
    [1, 9],
    [2, 4],
  ]);
  expect([...experimentDoses(rows, 'exclude').globalMaxima]).toEqual([[1, 3]]);
});

it('takes the smallest of the largest attributions, none without features', () => {
  expect(experimentDoses(rows, 'include').smallestAttribution).toBe(0.02);
  expect(experimentDoses([], 'include').smallestAttribution).toBeNaN();
});
