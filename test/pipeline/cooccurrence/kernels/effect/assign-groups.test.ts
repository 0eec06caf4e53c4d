import { describe, expect, it } from 'vitest';
import { assignGroups } from '../../../../../pipeline/cooccurrence/kernels/effect/assign-groups.ts';
import { sizesOf } from '../../../../../pipeline/cooccurrence/kernels/effect/groupings.ts';
import { random } from '../../../../../src/random.ts';

const rng = () => random(1, 'assign');
const scores = (...rows: readonly (readonly number[])[]) => rows.map((row) => Float64Array.from(row));

describe('features into groups', () => {
  it('go to what they prefer where there is room, the largest group to what most prefer', () => {
    // Two prefer the second, one the first: the group of two is the second's.
    const found = assignGroups(scores([9, 0, 0], [0, 5, 5]), [2, 1], rng());
    expect([...found]).toEqual([1, 0, 0]);
  });

  it('of more than there is room for, those of largest lead stay', () => {
    // All prefer the first; leads 1, 3, 2.
    const found = assignGroups(scores([5, 5, 5], [4, 2, 3]), [2, 1], rng());
    expect([...found]).toEqual([1, 0, 0]);
  });

  it('ties go to the smaller feature and the earlier preference', () => {
    expect([...assignGroups(scores([1, 1, 1], [1, 1, 1]), [2, 1], rng())]).toEqual([0, 0, 1]);
  });

  it('of more preferences than groups only the most preferred are offered', () => {
    const found = assignGroups(scores([3, 3, 0, 0, 1], [0, 0, 3, 3, 2], [0, 0, 0, 0, 9]), [3, 2], rng());
    // The last prefers a third, for which there is no group, then the second, which is full.
    expect([...found]).toEqual([0, 0, 1, 1, 0]);
  });

  it('of fewer preferences than groups one is as many groups as its features fill, dealt by the seed', () => {
    // Twelve prefer the first, three the second: of groups 6, 5, 4 the first has two.
    const prefers = Array.from({ length: 15 }, (_, i) => (i < 12 ? 1 : 0));
    const both = scores(
      prefers,
      prefers.map((x) => 1 - x),
    );
    const found = assignGroups(both, [6, 5, 4], rng());
    expect(sizesOf(found)).toEqual([6, 5, 4]);
    const ofSecond = new Set([...found].slice(12));
    expect([...ofSecond]).toEqual([2]);
    expect(assignGroups(both, [6, 5, 4], rng())).toEqual(found);
    expect(assignGroups(both, [6, 5, 4], random(2, 'assign'))).not.toEqual(found);
  });

  it('one preference is every group', () => {
    expect(sizesOf(assignGroups(scores([1, 2, 3, 4]), [2, 1, 1], rng()))).toEqual([2, 1, 1]);
  });
});

it('has the sizes whatever is preferred', () => {
  const chance = random(7, 'scores');
  for (let world = 0; world < 50; world++) {
    const sizes = [7, 5, 5, 2];
    const own = Array.from({ length: 1 + (world % 7) }, () => Float64Array.from({ length: 19 }, () => chance.normal()));
    expect(sizesOf(assignGroups(own, sizes, rng()))).toEqual(sizes);
  }
});

it('refuses scores of another number of features, and none', () => {
  expect(() => assignGroups(scores([1, 2]), [3], rng())).toThrow(RangeError);
  expect(() => assignGroups([], [3], rng())).toThrow(RangeError);
});
