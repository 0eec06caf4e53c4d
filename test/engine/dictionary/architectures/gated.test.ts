import { expect, test } from 'vitest';
import { gated } from '../../../../src/engine/dictionary/architectures/gated.ts';
import { codeOf } from './one-row.ts';

test('gated: the gate decides whether, the magnitude how much', async () => {
  const weights = { b_gate: [0, -3, 0], r_mag: [Math.log(2), 0, 0], b_mag: [0.5, 0, -3] };
  const code = await codeOf(gated, 2, [1, 1, 1], weights);
  expect(code[0]).toBeCloseTo(4.5, 6);
  expect(code.slice(1)).toEqual([0, 0]);
});
