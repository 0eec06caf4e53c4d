import { expect, it } from 'vitest';
import { keptPrompts } from '../../../../../pipeline/cooccurrence/kernels/steering/steered-subset.ts';

it('keeps all prompts, or those whose answer is first without steering', () => {
  const rows = [
    { id: 0, answer_rank: 0 },
    { id: 1, answer_rank: 3 },
    { id: 2, answer_rank: 0 },
  ];
  expect(keptPrompts(rows, 'all')).toEqual(rows);
  expect(keptPrompts(rows, 'rank0').map(({ id }) => id)).toEqual([0, 2]);
});
