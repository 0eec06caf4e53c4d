import { expect, test } from 'vitest';
import { standard } from '../../../../src/engine/dictionary/architectures/standard.ts';
import { codeOf } from './one-row.ts';

test('standard: relu of the pre-activation', async () => {
  expect(await codeOf(standard, 2, [1, -1, 3], { b_enc: [0.5, 1, -6] })).toEqual([2.5, 0, 0]);
});
