import { describe, expect, it } from 'vitest';
import { levene } from '../../../../src/methods/stats/groups/levene.ts';
import { near, oracle } from '../near.ts';

describe('levene', () => {
  it.each(['three', 'ties', 'single', 'far'] as const)('matches scipy for groups "%s"', (name) => {
    const [w, p] = oracle.tests[name].levene;
    const found = levene(oracle.groups[name]);
    near(found.f, w);
    near(found.p, p);
  });

  it('does not see the place of a group', () => {
    const moved = oracle.groups.three.map((group, index) => group.map((value) => value + 8 * index));
    near(levene(moved).f, levene(oracle.groups.three).f, 0, 1e-9);
  });

  it('is zero for equal spreads', () => {
    expect(
      levene([
        [1, 2, 4],
        [11, 12, 14],
      ]).f,
    ).toBe(0);
  });

  it('says why a number is absent and refuses an empty group', () => {
    expect(levene([[1, 2]]).reason).toBe('fewer than two groups');
    expect(() => levene([[1, 2], []])).toThrow(/group 1 is empty/);
  });
});
