import { describe, expect, it } from 'vitest';
import { groupNumbers, groupSums, mean } from '../../../../src/methods/stats/groups/groups.ts';
import { near, oracle } from '../near.ts';

describe('groupSums', () => {
  it('splits the total sum of squares', () => {
    for (const groups of Object.values(oracle.groups)) {
      const { ssBetween, ssWithin, grandMean, n } = groupSums(groups);
      const all = groups.flat();
      expect(n).toBe(all.length);
      near(
        ssBetween + ssWithin,
        all.reduce((sum, x) => sum + (x - grandMean) ** 2, 0),
      );
    }
  });

  it('does not see an offset', () => {
    const plain = groupSums([
      [1, 2, 4],
      [3, 5],
    ]);
    const shifted = groupSums([
      [1e9 + 1, 1e9 + 2, 1e9 + 4],
      [1e9 + 3, 1e9 + 5],
    ]);
    near(shifted.ssBetween, plain.ssBetween, 1e6);
    near(shifted.ssWithin, plain.ssWithin, 1e6);
  });

  it('refuses an empty group and NaN', () => {
    expect(() => groupSums([[1], []])).toThrow(/group 1 is empty/);
    expect(() => groupSums([[Number.NaN]])).toThrow(/NaN in group 0/);
  });
});

describe('mean', () => {
  it('is exact for equal values', () => {
    expect(mean(Array(7).fill(0.1))).toBe(0.1);
    expect(mean([1, 2, 6])).toBe(3);
  });
});

describe('groupNumbers', () => {
  it('numbers names in order of first appearance', () => {
    expect([...groupNumbers(['b', 'a', 'b', 'c'])]).toEqual([0, 1, 0, 2]);
    expect(groupNumbers([])).toHaveLength(0);
  });
});
