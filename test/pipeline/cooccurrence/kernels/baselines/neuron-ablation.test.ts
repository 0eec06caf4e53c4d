import { expect, it } from 'vitest';
import {
  neuronAblation,
  neuronMaterial,
  readNeuronMaterial,
} from '../../../../../pipeline/cooccurrence/kernels/baselines/neuron-ablation.ts';
import { decodeShard, encodeShard } from '../../../../../src/run/shard-file.ts';

const WIDTH = 2;
/** Two neurons on two prompts of two positions. */
const NEURONS = {
  rows: new Map([[4, Float32Array.of(1, 0)], [9, Float32Array.of(0, 2)]]), // biome-ignore format: one line
  codes: [Float32Array.of(5, 5, 1, 10), Float32Array.of(7, 7, 3, 30)],
};
const prompts = [
  { resid: Float32Array.of(100, 100, 1, 2), scales: Float64Array.of(9, 9) },
  { resid: Float32Array.of(200, 200, 5, 4), scales: Float64Array.of(9, 9) },
];
const slots = { count: 2, of: [Int32Array.of(0, 1), Int32Array.of(0, 1)] };
const material = decodeShard(encodeShard(neuronMaterial(NEURONS)), 'x');
const neurons = neuronAblation({
  ...readNeuronMaterial(material, [2, 2], WIDTH),
  width: WIDTH,
  slots,
  prompts,
  skip: 1,
});

function after(change: ReturnType<typeof neurons.drop>, prompt: number): number[] {
  const into = new Float32Array(4);
  change(prompt, into);
  return [...into];
}

it('takes neurons out by the mean of their slot, in the residual’s own scale, and leaves the rest', () => {
  // Means at the second position are 2 and 20.
  expect(after(neurons.drop([0]), 0)).toEqual([100, 100, 1 + (2 - 1), 2]);
  expect(after(neurons.drop([0, 1]), 1)).toEqual([200, 200, 5 + (2 - 3), 4 + 2 * (20 - 30)]);
  expect(after(neurons.drop([]), 0)).toEqual([100, 100, 1, 2]);
});

it('keeps neurons alone: the residual’s mean, and what they are from theirs', () => {
  // The residual's means there are 3 and 3.
  expect(after(neurons.keep([0]), 0)).toEqual([100, 100, 3 + (1 - 2), 3]);
  expect(after(neurons.keep([0, 1]), 1)).toEqual([200, 200, 3 + (3 - 2), 3 + 2 * (30 - 20)]);
  expect(after(neurons.keep([]), 0)).toEqual([100, 100, 3, 3]);
});

it('a material without neurons has none', () => {
  const none = readNeuronMaterial({}, [2, 2], WIDTH);
  expect([none.rows.length, none.codes.code.length]).toEqual([0, 0]);
});
