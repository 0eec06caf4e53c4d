import { expect, it } from 'vitest';
import { groupNumbers } from '../../../../src/methods/stats/groups/group-numbers.ts';

it('numbers names in order of first appearance', () => {
  expect([...groupNumbers(['b', 'a', 'b', 'c'])]).toEqual([0, 1, 0, 2]);
  expect(groupNumbers([])).toHaveLength(0);
});
