import { describe, expect, it } from 'vitest';
import { anova, levene, welch } from '../../../../src/methods/stats/groups/anova.ts';
import { compareGroups, GROUP_TESTS } from '../../../../src/methods/stats/groups/compare-groups.ts';
import { effectSize } from '../../../../src/methods/stats/groups/effect-size.ts';
import { kruskal } from '../../../../src/methods/stats/groups/kruskal.ts';
import { oracle } from '../near.ts';

const groups = oracle.groups.three;

describe('compareGroups', () => {
  it('gives the four tests in their order, each as its own kernel says', () => {
    const [plain, robust, ranks, spread] = compareGroups(groups);
    expect(compareGroups(groups).map(({ test }) => test)).toEqual([...GROUP_TESTS]);
    expect(plain).toMatchObject(anova(groups));
    expect(robust).toMatchObject(welch(groups));
    expect(ranks).toMatchObject({ f: kruskal(groups).h, dfBetween: 2, dfWithin: Number.NaN, p: kruskal(groups).p });
    expect(spread).toMatchObject(levene(groups));
  });

  it('gives the interval to the one F that has one', () => {
    const [plain, ...others] = compareGroups(groups);
    const { low, high, omegaSquared } = effectSize(plain.f, plain.dfBetween, plain.dfWithin, 0.95);
    expect(plain).toMatchObject({ low, high, omegaSquared });
    for (const other of others)
      expect(other).toMatchObject({ low: Number.NaN, high: Number.NaN, omegaSquared: Number.NaN });
  });

  it('gives a reason in every test for fewer than two groups', () => {
    for (const row of compareGroups([])) expect(row).toMatchObject({ p: Number.NaN, reason: 'fewer than two groups' });
  });

  it('gives what exists where a group has one member', () => {
    const [plain, robust, ranks] = compareGroups(oracle.groups.single);
    expect(plain.p).toBeGreaterThan(0);
    expect(robust.p).toBeNaN();
    expect(ranks.p).toBeGreaterThan(0);
  });

  it('refuses an empty group', () => {
    expect(() => compareGroups([[1, 2], []])).toThrow(/group 1 is empty/);
  });
});
