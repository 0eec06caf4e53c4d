import { expect, it } from 'vitest';
import { averageLinkage } from '../../../src/methods/stats/average-linkage.ts';

/** Likenesses of pairs; 0 where none is named. */
function alike(count: number, pairs: readonly (readonly [number, number, number])[]): Float64Array {
  const found = new Float64Array(count * count);
  for (const [i, j, value] of pairs) {
    found[i * count + j] = value;
    found[j * count + i] = value;
  }
  return found;
}

it('joins the most alike first, and takes a group as the mean over its members', () => {
  // 0 and 1 join; 2 is .8 like 1 and .2 like 0: .5 on average, less than the .6 of 3 and 4.
  const five = alike(5, [[0, 1, 0.9], [1, 2, 0.8], [0, 2, 0.2], [3, 4, 0.6], [2, 3, 0.55]]); // biome-ignore format: one line
  expect(averageLinkage(five, 5, 4)).toEqual([[0, 1], [2], [3], [4]]);
  expect(averageLinkage(five, 5, 3)).toEqual([[0, 1], [2], [3, 4]]);
  // 2 is .5 like the first group and .275 like the second.
  expect(averageLinkage(five, 5, 2)).toEqual([
    [0, 1, 2],
    [3, 4],
  ]);
});

it('does not chain: the ends of a chain are not alike', () => {
  const chain = alike(4, [[0, 1, 0.9], [1, 2, 0.89], [2, 3, 0.9]]); // biome-ignore format: one line
  expect(averageLinkage(chain, 4, 2)).toEqual([
    [0, 1],
    [2, 3],
  ]);
});

it('leaves every item alone or puts all together, and of equal pairs joins the smallest', () => {
  const equal = alike(3, [[0, 1, 0.5], [0, 2, 0.5], [1, 2, 0.5]]); // biome-ignore format: one line
  expect(averageLinkage(equal, 3, 3)).toEqual([[0], [1], [2]]);
  expect(averageLinkage(equal, 3, 2)).toEqual([[0, 1], [2]]);
  expect(averageLinkage(equal, 3, 1)).toEqual([[0, 1, 2]]);
});

it('refuses more groups than items, none, and likenesses that are not numbers', () => {
  const two = alike(2, [[0, 1, 0.5]]);
  for (const groups of [0, 3]) expect(() => averageLinkage(two, 2, groups)).toThrow(RangeError);
  expect(() => averageLinkage(two, 3, 1)).toThrow(RangeError);
  expect(() => averageLinkage(alike(2, [[0, 1, Number.NaN]]), 2, 1)).toThrow(RangeError);
});
