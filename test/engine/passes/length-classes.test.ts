import { expect, it } from 'vitest';
import { lengthClasses } from '../../../src/engine/passes/length-classes.ts';

it('puts lengths within a quarter of the shortest together, in order', () => {
  expect(lengthClasses([10, 8, 11, 9, 30, 8])).toEqual([[0, 1, 3, 5], [2], [4]]);
  expect(lengthClasses([3, 3])).toEqual([[0, 1]]);
  expect(lengthClasses([])).toEqual([]);
});
