import { expect, it } from 'vitest';
import { LinkedLists } from '../../../../src/methods/graph/communities/linked-lists.ts';

it('holds items in lists and gives them back whichever is taken out', () => {
  const lists = new LinkedLists(6, 2);
  const of = (list: number): number[] => {
    const found: number[] = [];
    for (let item = lists.first(list); item >= 0; item = lists.next(item)) found.push(item);
    return found.sort((a, b) => a - b);
  };
  for (let item = 0; item < 6; item++) lists.add(item % 2, item);
  expect([of(0), of(1)]).toEqual([[0, 2, 4], [1, 3, 5]]); // biome-ignore format: one line
  lists.remove(0, 2); // in the middle
  lists.remove(1, 5); // the first
  lists.remove(1, 1); // the last
  lists.add(0, 5);
  expect([of(0), of(1)]).toEqual([[0, 4, 5], [3]]); // biome-ignore format: one line
  lists.remove(1, 3);
  expect(of(1)).toEqual([]);
});
