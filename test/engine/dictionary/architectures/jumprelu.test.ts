import { expect, test } from 'vitest';
import { jumprelu } from '../../../../src/engine/dictionary/architectures/jumprelu.ts';
import { codeOf } from './one-row.ts';

test('jumprelu: nothing up to the threshold, all of it above', async () => {
  expect(await codeOf(jumprelu, 2, [1, 1, -1], { threshold: [2, 1.5, 0] })).toEqual([0, 2, 0]);
});
