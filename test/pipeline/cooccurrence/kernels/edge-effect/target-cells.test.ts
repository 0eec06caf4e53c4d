import { expect, it } from 'vitest';
import { targetCells } from '../../../../../pipeline/cooccurrence/kernels/edge-effect/target-cells.ts';
import type { PositionRule } from '../../../../../src/methods/attribution/positions.ts';

/** Prompt, position, feature, code, attribution. */
const CODES = [
  [0, 0, 7, 1, 9],
  [0, 1, 7, 2, 3],
  [0, 1, 9, 5, 1],
  [0, 2, 7, 3, -3],
  [1, 1, 7, 4, 0.5],
  [1, 2, 7, 6, 0],
  [1, 2, 8, 6, 1],
  [2, 3, 7, 8, 2],
] as const;
const codes = {
  prompt_id: Int32Array.from(CODES, ([prompt]) => prompt),
  position: Int32Array.from(CODES, ([, position]) => position),
  feature_id: Int32Array.from(CODES, ([, , feature]) => feature),
  activation: Float32Array.from(CODES, ([, , , code]) => code),
  attribution: Float32Array.from(CODES, ([, , , , attribution]) => attribution),
};
const of = (rule: PositionRule, excludeFirst = true) => {
  const { place, prompt, position, code } = targetCells(codes, [7, 9], { rule, excludeFirst, lengths: [3, 4, 4] });
  return Array.from(place, (own, k) => [own, prompt[k], position[k], code[k]]);
};

it('are every code that counts for the sum, by feature', () => {
  expect(of('sum')).toEqual([[0, 0, 1, 2], [0, 0, 2, 3], [0, 1, 1, 4], [0, 2, 3, 8], [1, 0, 1, 5]]); // biome-ignore format: one line
  expect(of('sum', false)[0]).toEqual([0, 0, 0, 1]);
});

it('are one a prompt for a rule that picks a position: the last that is not 0, the last of all, the largest and earlier', () => {
  expect(of('last')).toEqual([[0, 0, 2, 3], [0, 1, 1, 4], [0, 2, 3, 8], [1, 0, 1, 5]]); // biome-ignore format: one line
  expect(of('final')).toEqual([[0, 0, 2, 3], [0, 2, 3, 8]]); // biome-ignore format: one line
  expect(of('max-abs')).toEqual([[0, 0, 1, 2], [0, 1, 1, 4], [0, 2, 3, 8], [1, 0, 1, 5]]); // biome-ignore format: one line
  expect(of('max-abs', false)[0]).toEqual([0, 0, 0, 1]);
});
