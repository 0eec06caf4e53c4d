import { describe, expect, it } from 'vitest';
import { anova } from '../../../../src/methods/stats/groups/anova.ts';
import { random } from '../../../../src/random.ts';
import { near, oracle } from '../near.ts';

describe('anova', () => {
  it('has the values by hand', () => {
    // Means 2, 4, 6; SSB = 3·(4 + 0 + 4) = 24 with 2 df, SSW = 6 with 6 df: F = 12.
    const result = anova([
      [1, 2, 3],
      [3, 4, 5],
      [5, 6, 7],
    ]);
    expect(result).toMatchObject({ f: 12, dfBetween: 2, dfWithin: 6, etaSquared: 0.8, reason: null });
    near(result.p, (1 + (2 * 12) / 6) ** -3);
  });

  it.each(Object.keys(oracle.anova) as (keyof typeof oracle.anova)[])(
    'matches the high-precision value for groups "%s"',
    (name) => {
      const expected = oracle.anova[name];
      const result = anova(oracle.groups[name]);
      near(result.f, expected.f);
      near(result.p, expected.p);
      near(result.etaSquared, expected.eta_squared);
      expect([result.dfBetween, result.dfWithin]).toEqual(expected.df);
    },
  );

  it('does not depend on the order of groups or members, nor on scale', () => {
    const groups = oracle.groups.three;
    const plain = anova(groups);
    const turned = anova([...groups].reverse().map((group) => [...group].reverse().map((x) => -8 * x)));
    near(turned.f, plain.f, 0, 1e-12);
    near(turned.p, plain.p, 0, 1e-12);
  });

  it('keeps the upper tail where one minus the cdf is zero', () => {
    const { p } = anova(oracle.groups.far);
    expect(p).toBeGreaterThan(0);
    expect(p).toBeLessThan(1e-150);
  });

  it('calls noise significant at the stated rate', () => {
    const rng = random(5, 'anova');
    let hits = 0;
    for (let draw = 0; draw < 1000; draw++) {
      if (anova([18, 16, 16, 15].map((size) => Array.from({ length: size }, () => rng.normal()))).p < 0.05) hits++;
    }
    // 50 expected, standard deviation 6.9.
    expect(Math.abs(hits - 50)).toBeLessThan(28);
  });

  it('finds a planted effect', () => {
    const rng = random(6, 'planted');
    const groups = [0, 0, 1.5].map((shift) => Array.from({ length: 20 }, () => shift + rng.normal()));
    expect(anova(groups).p).toBeLessThan(1e-3);
  });

  it('says why a number is absent', () => {
    expect(anova([])).toMatchObject({ f: Number.NaN, p: Number.NaN, reason: 'fewer than two groups' });
    expect(anova([[1, 2]])).toMatchObject({ f: Number.NaN, reason: 'fewer than two groups' });
    expect(anova([[1], [2]])).toMatchObject({
      f: Number.NaN,
      dfBetween: 1,
      dfWithin: 0,
      reason: 'every group has one member',
    });
    expect(
      anova([
        [1, 1],
        [2, 2],
      ]),
    ).toMatchObject({ f: Number.NaN, etaSquared: 1, reason: 'no variance within the groups' });
    expect(
      anova([
        [0.1, 0.1],
        [0.1, 0.1, 0.1],
      ]),
    ).toMatchObject({ f: Number.NaN, etaSquared: Number.NaN });
  });

  it('computes with a group of one and says so', () => {
    expect(anova(oracle.groups.single).reason).toMatch(/a group has one member/);
  });

  it('refuses an empty group', () => {
    expect(() => anova([[1, 2], []])).toThrow(/group 1 is empty/);
  });
});
