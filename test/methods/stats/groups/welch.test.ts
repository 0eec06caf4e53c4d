import { describe, expect, it } from 'vitest';
import { anova } from '../../../../src/methods/stats/groups/anova.ts';
import { welch } from '../../../../src/methods/stats/groups/welch.ts';
import { tTwoSided } from '../../../../src/methods/stats/tails/t-tail.ts';
import { random } from '../../../../src/random.ts';
import { near, oracle } from '../near.ts';

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
