import { describe, expect, it } from 'vitest';
import { kruskal, rankGroups } from '../../../../src/methods/stats/groups/kruskal.ts';
import { random } from '../../../../src/random.ts';
import { near, oracle } from '../near.ts';

describe('kruskal', () => {
  it.each(Object.keys(oracle.tests) as (keyof typeof oracle.tests)[])('matches scipy for groups "%s"', (name) => {
    const [h, p] = oracle.tests[name].kruskal;
    const found = kruskal(oracle.groups[name]);
    near(found.h, h);
    near(found.p, p);
    expect(found.df).toBe(oracle.groups[name].length - 1);
  });

  it('has the values by hand', () => {
    // Ranks 1, 2 against 3, 4: H = 12 / (4·5) · (9/2 + 49/2) − 15 = 2.4.
    const found = kruskal([
      [1, 2],
      [3, 4],
    ]);
    near(found.h, 2.4);
    near(found.etaSquared, 0.8);
  });

  it('sees ranks only', () => {
    const groups = oracle.groups.three;
    expect(kruskal(groups.map((group) => group.map(Math.exp)))).toEqual(kruskal(groups));
  });

  it('calls noise significant at the stated rate', () => {
    const rng = random(8, 'kruskal');
    let hits = 0;
    for (let draw = 0; draw < 1000; draw++) {
      if (kruskal([18, 16, 16, 15].map((size) => Array.from({ length: size }, () => rng.normal()))).p < 0.05) hits++;
    }
    expect(Math.abs(hits - 50)).toBeLessThan(28);
  });

  it('says why a number is absent', () => {
    expect(kruskal([[1, 2]])).toMatchObject({ h: Number.NaN, p: Number.NaN, reason: 'fewer than two groups' });
    expect(kruskal([[2, 2], [2]])).toMatchObject({ h: Number.NaN, df: 1, reason: 'all values are equal' });
  });

  it('refuses NaN and an empty group', () => {
    expect(() => kruskal([[1, Number.NaN], [2]])).toThrow(RangeError);
    expect(() => kruskal([[1], []])).toThrow(/group 1 is empty/);
  });
});

describe('rankGroups', () => {
  it('ranks all values together', () => {
    const { groups, ties } = rankGroups([[3, 1], [3]]);
    expect(groups.map((group) => [...group])).toEqual([[2.5, 1], [2.5]]);
    expect(ties).toBe(6);
  });
});
