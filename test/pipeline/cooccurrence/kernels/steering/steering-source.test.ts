import { expect, it } from 'vitest';
import {
  experimentDoses,
  steeringSource,
} from '../../../../../pipeline/cooccurrence/kernels/steering/steering-source.ts';

const found = {
  task: [{ n_tokens: 3 }, { n_tokens: 3 }],
  codes: {
    prompt_id: Int32Array.of(0, 0, 1),
    position: Int32Array.of(0, 1, 1),
    feature_id: Int32Array.of(5, 5, 5),
    activation: Float32Array.of(100, 2, 4),
    attribution: Float32Array.of(1, -3, 2),
  },
  metrics: [
    { feature_id: 5, metric: 'max_abs_activation', value: 0.5 },
    { feature_id: 6, metric: 'max_abs_activation', value: 0.25 },
    { feature_id: 5, metric: 'gen_max_activation', value: 90 },
    { feature_id: 5, metric: 'gen_max_activation_non_bos', value: 9 },
  ],
  selected: [{ feature_id: 5 }, { feature_id: 6 }],
  groups: [{ feature_ids: [5, 6] }],
};
const clusters = new Map([[1, [5, 6]]]);
/** cos 0.6 */
const members = new Map([[5, Float32Array.of(1, 0)], [6, Float32Array.of(3, 4)]]); // biome-ignore format: one line
const options = { bos: 'exclude' as const, hasBos: true, mostCosine: 0.5 };

it('has what each table says, in the words of the plan', () => {
  const source = steeringSource(found, { clusters, members }, options);
  expect(source).toMatchObject({ clusters, selected: [5, 6], groups: [[5, 6]], hasMaxima: true, smallestAttribution: 0.25 }); // biome-ignore format: one line
  // |1 − 3| and |2| over two prompts; codes 2 and 4 over the four positions that are no BOS.
  expect(source.traits.get(5)).toEqual({ meanAbsAttribution: 2, prevalence: 1, max: 4, mean: 1.5 });
  expect([...source.globalMaxima]).toEqual([[5, 9]]);
  expect(source.alike(5, 6)).toBe(true);
  expect(source.carriers).toEqual([5]);
});

it('counts a BOS and goes by another likeness where the study says so', () => {
  const source = steeringSource(found, { clusters, members }, { bos: 'include', hasBos: false, mostCosine: 0.7 });
  expect([...source.globalMaxima]).toEqual([[5, 90]]);
  expect(source.traits.get(5)?.max).toBe(100);
  expect(source.alike(5, 6)).toBe(false);
  expect(steeringSource({ ...found, metrics: [] }, { clusters, members }, options).hasMaxima).toBe(false);
});

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
