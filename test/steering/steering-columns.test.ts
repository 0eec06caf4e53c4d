import { expect, it } from 'vitest';
import { steeringColumns } from '../../src/steering/steering-columns.ts';

it('repeats the outcomes of an intervention under every dose that uses it, in prompt order', () => {
  const values = Float32Array.of(0.1, 0.2, 0.3, 0.4);
  const columns = steeringColumns(
    [
      { setId: 4, factor: 1, scaling: 'none', intervention: 1 },
      { setId: 5, factor: 10, scaling: 'by-size', intervention: 0 },
      { setId: 6, factor: 1, scaling: 'none', intervention: 1 },
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
    'seed',
  );
  expect(Array.from(columns.set_id)).toEqual([4, 4, 5, 5, 6, 6]);
  expect(Array.from(columns.prompt_id)).toEqual([0, 7, 0, 7, 0, 7]);
  expect(Array.from(columns.answer_rank)).toEqual([3, 4, 1, 2, 3, 4]);
  expect(Array.from(columns.kl)).toEqual([0.3, 0.4, 0.1, 0.2, 0.3, 0.4].map(Math.fround));
  expect(columns.delta_cosine).toEqual([0.25, 1, 0.5, null, 0.25, 1]);
  expect(columns.mode).toEqual(Array(6).fill('seed'));
});
