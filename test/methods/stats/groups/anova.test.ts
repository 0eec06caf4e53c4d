import { describe, expect, it } from 'vitest';
import { anova, levene, welch } from '../../../../src/methods/stats/groups/anova.ts';
import { tTwoSided } from '../../../../src/methods/stats/tails/tails.ts';
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

describe('welch', () => {
  it.each(['three', 'ties', 'far'] as const)('matches statsmodels for groups "%s"', (name) => {
    const [f, dfBetween, dfWithin, p] = oracle.tests[name].welch as number[];
    const found = welch(oracle.groups[name]);
    near(found.f, f);
    near(found.dfBetween, dfBetween);
    near(found.dfWithin, dfWithin);
    // p is steep in its degrees of freedom when it is tiny.
    near(found.p, p, 0, name === 'far' ? 1e-7 : 1e-9);
  });

  it('is the squared unequal-variance t test for two groups', () => {
    const [a, b] = [
      [1, 2, 3, 4],
      [2, 8, 5],
    ];
    const [va, vb] = [5 / 3 / 4, 9 / 3];
    const t = (2.5 - 5) / Math.sqrt(va + vb);
    const df = (va + vb) ** 2 / (va ** 2 / 3 + vb ** 2 / 2);
    const found = welch([a, b]);
    near(found.f, t * t);
    near(found.dfWithin, df);
    near(found.p, tTwoSided(t, df));
  });

  it('does not see an offset or a scale', () => {
    const moved = welch(oracle.groups.three.map((group) => group.map((value) => 1000 - 4 * value)));
    near(moved.p, welch(oracle.groups.three).p, 0, 1e-9);
  });

  it('holds its rate where unequal variances break the ANOVA', () => {
    const rng = random(12, 'welch');
    let plain = 0;
    let robust = 0;
    for (let draw = 0; draw < 1000; draw++) {
      const groups = [
        [40, 0.3],
        [6, 3],
      ].map(([size, spread]) => Array.from({ length: size }, () => spread * rng.normal()));
      if (anova(groups).p < 0.05) plain++;
      if (welch(groups).p < 0.05) robust++;
    }
    expect(plain).toBeGreaterThan(200);
    expect(Math.abs(robust - 50)).toBeLessThan(28);
  });

  it('says why a number is absent', () => {
    expect(welch([[1, 2]]).reason).toBe('fewer than two groups');
    expect(welch([[1, 2], [3]])).toMatchObject({
      f: Number.NaN,
      p: Number.NaN,
      reason: 'a group has one member and so no variance',
    });
    expect(
      welch([
        [1, 2],
        [0.1, 0.1, 0.1],
      ]).reason,
    ).toBe('a group has no variance');
  });

  it('refuses NaN', () => {
    expect(() =>
      welch([
        [1, Number.NaN],
        [2, 3],
      ]),
    ).toThrow(RangeError);
  });
});

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
