import { expect, it } from 'vitest';
import { shownPrompts } from '../../../../../pipeline/cooccurrence/kernels/next-token/shown-prompt.ts';

const codes = {
  prompt_id: Int32Array.of(0, 1, 1, 2, 3, 3),
  position: Int32Array.of(0, 2, 3, 1, 0, 2),
  feature_id: Int32Array.of(7, 7, 9, 7, 7, 9),
  activation: Float32Array.of(99, 2, 1, 2, 50, 3),
};

it('takes the largest code after a BOS, of equal ones the first prompt', () => {
  const found = shownPrompts([7, 9], [0, 1, 2, 3], codes, 1);
  expect([...found]).toEqual([
    [7, { promptId: 1, reason: null }],
    [9, { promptId: 3, reason: null }],
  ]);
});

it('counts the first position where no BOS stands there, and steered prompts alone', () => {
  expect(shownPrompts([7], [0, 1, 2, 3], codes, 0).get(7)).toEqual({ promptId: 0, reason: null });
  expect(shownPrompts([9], [0, 1, 2], codes, 1).get(9)).toEqual({ promptId: 1, reason: null });
});

it('says so of a feature that is silent, and takes the first prompt', () => {
  const found = shownPrompts([5, 9], [2], codes, 1);
  for (const feature of [5, 9]) expect(found.get(feature)).toEqual({ promptId: 2, reason: expect.stringContaining('silent') }); // biome-ignore format: one line
});
