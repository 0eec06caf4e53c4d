import { expect, it } from 'vitest';
import { setColumns, steeringColumns } from '../../src/steering/steering-columns.ts';

it('repeats the outcomes of an intervention under every dose that uses it, in prompt order', () => {
  const values = Float32Array.of(0.1, 0.2, 0.3, 0.4);
  const columns = steeringColumns(
    [
      { setId: 4, mode: 'seed', factor: 1, scaling: 'none', intervention: 1 },
      { setId: 5, mode: 'ablate', factor: 10, scaling: 'by-size', intervention: 0 },
      { setId: 6, mode: 'seed', factor: 1, scaling: 'none', intervention: 1 },
    ],
    {
      answerProb: values,
      logitDiff: values,
      answerRank: Int32Array.of(1, 2, 3, 4),
      top10Entropy: values,
      answerLogProb: values,
      kl: values,
      deltaRatio: values,
      deltaCosine: Float32Array.of(0.5, Number.NaN, 0.25, 1),
      belowZero: values,
    },
    [0, 7],
  );
  expect(Array.from(columns.set_id)).toEqual([4, 4, 5, 5, 6, 6]);
  expect(Array.from(columns.prompt_id)).toEqual([0, 7, 0, 7, 0, 7]);
  expect(Array.from(columns.answer_rank)).toEqual([3, 4, 1, 2, 3, 4]);
  expect(Array.from(columns.kl)).toEqual([0.3, 0.4, 0.1, 0.2, 0.3, 0.4].map(Math.fround));
  expect(columns.delta_cosine).toEqual([0.25, 1, 0.5, null, 0.25, 1]);
  expect(columns.mode).toEqual(['seed', 'seed', 'ablate', 'ablate', 'seed', 'seed']);
});

it('has a row for each set, its features as a list', () => {
  const set = { setId: 3, arm: 'within', cluster: 2, size: 2, replicate: 1, featureIds: [4, 9] } as const;
  expect(setColumns([set])).toEqual({
    set_id: Int32Array.of(3),
    arm: ['within'],
    cluster: [2],
    size: Int32Array.of(2),
    replicate: Int32Array.of(1),
    feature_ids: [[4, 9]],
  });
});
