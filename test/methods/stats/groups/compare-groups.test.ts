import { describe, expect, it } from 'vitest';
import { anova, levene, welch } from '../../../../src/methods/stats/groups/anova.ts';
import { compareGroups, effectSize, GROUP_TESTS } from '../../../../src/methods/stats/groups/compare-groups.ts';
import { kruskal } from '../../../../src/methods/stats/groups/kruskal.ts';
import { random } from '../../../../src/random.ts';
import { near, oracle } from '../near.ts';

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

describe('effectSize', () => {
  it('has the interval that mpmath finds', () => {
    for (const [f, d1, d2, low, high] of oracle.noncentral_f.interval) {
      const found = effectSize(f, d1, d2, 0.95);
      near(found.low, low, 100);
      near(found.high, high, 100);
    }
  });

  it('has the values by hand', () => {
    // F 12 with 2 and 6 degrees of freedom: η² 24/30, ω² 22/(22 + 9).
    const found = effectSize(12, 2, 6, 0.95);
    near(found.etaSquared, 0.8);
    near(found.omegaSquared, 22 / 31);
  });

  it('agrees with the sums of squares', () => {
    const { f, dfBetween, dfWithin, etaSquared } = anova(oracle.groups.three);
    near(effectSize(f, dfBetween, dfWithin, 0.9).etaSquared, etaSquared);
  });

  it('widens with confidence and is nested', () => {
    const narrow = effectSize(4.2, 3, 61, 0.8);
    const wide = effectSize(4.2, 3, 61, 0.99);
    expect(wide.low).toBeLessThanOrEqual(narrow.low);
    expect(wide.high).toBeGreaterThan(narrow.high);
  });

  it('covers the truth at the stated rate', () => {
    const rng = random(13, 'coverage');
    // Means 0, 0, 0.8 with 20 each: λ = 20 · Σ (μ − μ̄)², λ / (λ + 60).
    const lambda = 20 * ((0.8 / 3) ** 2 * 2 + (1.6 / 3) ** 2);
    const truth = lambda / (lambda + 60);
    let covered = 0;
    for (let draw = 0; draw < 400; draw++) {
      const { f, dfBetween, dfWithin } = anova(
        [0, 0, 0.8].map((shift) => Array.from({ length: 20 }, () => shift + rng.normal())),
      );
      const { low, high } = effectSize(f, dfBetween, dfWithin, 0.9);
      if (low <= truth && truth <= high) covered++;
    }
    // 360 expected, standard deviation 6.
    expect(Math.abs(covered - 360)).toBeLessThan(24);
  });

  it('refuses a confidence outside (0, 1)', () => {
    expect(() => effectSize(1, 2, 3, 1)).toThrow(/confidence 1/);
  });
});
