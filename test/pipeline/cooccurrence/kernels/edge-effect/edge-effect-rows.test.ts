import { expect, it } from 'vitest';
import { edgeEffectRows } from '../../../../../pipeline/cooccurrence/kernels/edge-effect/edge-effect-rows.ts';

const target = (feature: number, edge: boolean, r: number | null) => ({ feature, edge, r, members: [feature] });
const shard = (rows: readonly (readonly [number, number, number, number])[]) => ({
  target: { data: Int32Array.from(rows, ([at]) => at), dims: [rows.length] },
  prompt: { data: Int32Array.from(rows, ([, prompt]) => prompt), dims: [rows.length] },
  before: { data: Float64Array.from(rows, ([, , before]) => before), dims: [rows.length] },
  change: { data: Float64Array.from(rows, ([, , , change]) => change), dims: [rows.length] },
});

it('means over the prompts where the target has a value, with the standard error; edge and match have one number', () => {
  const sources = [
    { source: 3, members: [3], targets: [target(1, true, 0.9), target(2, false, 0.1)] },
    { source: 4, members: [4], targets: [target(1, true, -0.8), target(5, false, null)] },
  ];
  const made = [
    shard([[0, 0, 2, 1], [0, 1, -4, 3], [0, 5, 3, 2], [1, 0, 1, 0], [1, 1, 1, 0]]), // biome-ignore format: one line
    shard([[0, 7, 1, -1]]),
  ];
  expect(edgeEffectRows(sources, made)).toEqual([
    { source: 3, target: 1, pair: 1, edge: true, r: 0.9, prompts: 3, attribution: 3, effect: 2, se: Math.sqrt(2 / 2 / 3), reason: null }, // biome-ignore format: one line
    { source: 3, target: 2, pair: 1, edge: false, r: 0.1, prompts: 2, attribution: 1, effect: 0, se: 0, reason: null },
    { source: 4, target: 1, pair: 2, edge: true, r: -0.8, prompts: 1, attribution: 1, effect: -1, se: null, reason: 'the target has a value on one prompt alone' }, // biome-ignore format: one line
    { source: 4, target: 5, pair: 2, edge: false, r: null, prompts: 0, attribution: null, effect: null, se: null, reason: 'the target has no value on any prompt' }, // biome-ignore format: one line
  ]);
});
