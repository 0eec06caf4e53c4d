import { expect, it } from 'vitest';
import { setColumns, steeringColumns } from '../../../../../pipeline/cooccurrence/kernels/steering/steering-columns.ts';

const everyone = (count: number) => Array.from({ length: count }, () => Int32Array.of(0, 1));

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
    { promptIds: [0, 7], ofSet: everyone(7), ofIntervention: everyone(2) },
  );
  expect(Array.from(columns.set_id)).toEqual([4, 4, 5, 5, 6, 6]);
  expect(Array.from(columns.prompt_id)).toEqual([0, 7, 0, 7, 0, 7]);
  expect(Array.from(columns.answer_rank)).toEqual([3, 4, 1, 2, 3, 4]);
  expect(Array.from(columns.kl)).toEqual([0.3, 0.4, 0.1, 0.2, 0.3, 0.4].map(Math.fround));
  expect(columns.delta_cosine).toEqual([0.25, 1, 0.5, null, 0.25, 1]);
  expect(columns.mode).toEqual(['seed', 'seed', 'ablate', 'ablate', 'seed', 'seed']);
});

it('has rows for the prompts of each set alone, though its intervention was run on more', () => {
  const values = Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.5);
  const none = new Float32Array(5);
  const outcomes = {
    ...{ answerProb: values, logitDiff: values, answerRank: Int32Array.of(1, 2, 3, 4, 5), top10Entropy: values },
    ...{ answerLogProb: values, kl: values, deltaRatio: none, deltaCosine: none, belowZero: none },
  };
  const dose = (setId: number, intervention: number) => ({
    ...{ setId, intervention, mode: 'seed' as const, factor: 1, scaling: 'none' as const },
  });
  const steered = {
    promptIds: [4, 5, 9],
    ofSet: [Int32Array.of(0, 2), Int32Array.of(1, 2), Int32Array.of(0, 1)],
    ofIntervention: [Int32Array.of(0, 1, 2), Int32Array.of(0, 1)],
  };
  const columns = steeringColumns([dose(0, 0), dose(1, 0), dose(2, 1)], outcomes, steered);
  expect(Array.from(columns.set_id)).toEqual([0, 0, 1, 1, 2, 2]);
  expect(Array.from(columns.prompt_id)).toEqual([4, 9, 5, 9, 4, 5]);
  expect(Array.from(columns.answer_rank)).toEqual([1, 3, 2, 3, 4, 5]);
  const missing = { ...steered, ofSet: [...steered.ofSet.slice(0, 2), Int32Array.of(2)] };
  expect(() => steeringColumns([dose(2, 1)], outcomes, missing)).toThrow('set 2 has no outcome on prompt 2');
});

it('has a row for each set, its features as a list', () => {
  const set = { setId: 3, arm: 'within', cluster: 2, size: 2, replicate: 1, featureIds: [4, 9] } as const;
  expect(setColumns([set], [1.5])).toEqual({
    set_id: Int32Array.of(3),
    arm: ['within'],
    cluster: [2],
    size: Int32Array.of(2),
    replicate: Int32Array.of(1),
    feature_ids: [[4, 9]],
    norm: Float64Array.of(1.5),
  });
});
