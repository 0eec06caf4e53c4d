/**
 * Our statistics beside simple-statistics and stdlib on generated data: what agrees, to which tolerance, and where the library
 * answers less than ours does (a p of 0 in the far tail, NaN without a word, an error where a test has no p).
 */
import gammaln from '@stdlib/math-base-special-gammaln';
import anova1 from '@stdlib/stats-anova1';
import kruskalTest from '@stdlib/stats-kruskal-test';
import padjust from '@stdlib/stats-padjust';
import pcorrtest from '@stdlib/stats-pcorrtest';
import * as simple from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { adjust } from '../../src/methods/stats/adjust.ts';
import { correlationP, pearson } from '../../src/methods/stats/correlation/pearson.ts';
import { spearman } from '../../src/methods/stats/correlation/spearman.ts';
import { anova } from '../../src/methods/stats/groups/anova.ts';
import { mean, squaresAround } from '../../src/methods/stats/groups/groups.ts';
import { kruskal } from '../../src/methods/stats/groups/kruskal.ts';
import { quantile } from '../../src/methods/stats/ranks.ts';
import { ols } from '../../src/methods/stats/regression/ols.ts';
import { random } from '../../src/random.ts';
import { near, oracle } from '../methods/stats/near.ts';

/** `a`, `tied` (whole numbers, so that ranks tie) and `b`, which follows `a`. */
function sample(n: number, seed: number): { a: number[]; b: number[]; tied: number[] } {
  const rng = random(seed, 'oracles in typescript', 'statistics');
  const a = Array.from({ length: n }, () => 100 + 3 * rng.normal());
  return {
    a,
    b: a.map((value) => 2 - 0.5 * value + 2 * rng.normal()),
    tied: Array.from({ length: n }, () => rng.integer(6)),
  };
}

/** Two columns as a matrix, row by row. */
const pairOf = (x: readonly number[], y: readonly number[]) => ({
  rows: x.length,
  cols: 2,
  values: Float64Array.from(x.flatMap((value, i) => [value, y[i]])),
});

function expectNear(ours: number, library: number, relative: number): void {
  expect(Math.abs(ours - library) / Math.abs(library)).toBeLessThanOrEqual(relative);
}

const SIZES = [7, 50, 1001];

describe.each(SIZES)('simple-statistics on %d values', (n) => {
  const { a, b, tied } = sample(n, n);

  it.each([0, 0.025, 0.25, 0.9, 1])('quantile %d is equal to 1e-15: both are type 7', (share) => {
    expectNear(quantile(a, share), simple.quantile(a, share), 1e-15);
  });

  it('median, mean and sample variance agree to 1e-13', () => {
    expectNear(quantile(a, 0.5), simple.median(a), 1e-13);
    expectNear(mean(a), simple.mean(a), 1e-13);
    expectNear(squaresAround(a, mean(a)) / (n - 1), simple.sampleVariance(a), 1e-13);
  });

  it('slope, intercept and r agree to 1e-10', () => {
    const { slope, intercept } = ols(a, b);
    const { m, b: at } = simple.linearRegression(a.map((value, i) => [value, b[i]]));
    expectNear(slope, m, 1e-10);
    expectNear(intercept, at, 1e-10);
    expectNear(pearson(pairOf(a, b)).r[0], simple.sampleCorrelation(a, b), 1e-10);
  });

  it('rank correlation agrees to 1e-12, ties at their mean rank', () => {
    expectNear(spearman(pairOf(a, b)).r[0], simple.sampleRankCorrelation(a, b), 1e-12);
    expect(spearman(pairOf(a, tied)).r[0]).toBeCloseTo(simple.sampleRankCorrelation(a, tied), 12);
  });
});

describe('stdlib', () => {
  const { a, b, tied } = sample(60, 1);
  const groups = [0, 1, 2, 3].map((group) => a.filter((_, i) => i % 4 === group).map((value) => value + group));
  const factor = groups.flatMap((group, index) => group.map(() => `group ${index}`));

  it('anova: F agrees to 1e-11, p to 1e-9', () => {
    const library = anova1(groups.flat(), factor);
    const ours = anova(groups);
    expectNear(ours.f, library.statistic, 1e-11);
    expectNear(ours.p, library.pValue, 1e-9);
  });

  it('anova far in the tail: the library takes 1 - cdf, which is 0 where ours still has the digits', () => {
    const far = groups.map((group, index) => group.map((value) => value + 1000 * index));
    expect(anova1(far.flat(), factor).pValue).toBe(0);
    expect(anova(far).p).toBeGreaterThan(0);
    expect(anova(far).p).toBeLessThan(1e-100);
  });

  it('anova of NaN: NaN without a word from the library, refused by ours', () => {
    const broken = groups.map((group, index) => (index === 0 ? [Number.NaN, ...group.slice(1)] : group));
    expect(anova1(broken.flat(), factor).pValue).toBeNaN();
    expect(() => anova(broken)).toThrow('expected finite numbers');
  });

  it.each([
    ['no ties', groups],
    ['ties', [0, 1, 2].map((group) => tied.filter((_, i) => i % 3 === group).map((value) => value + group))],
  ] as const)('Kruskal-Wallis with %s: H agrees to 1e-11, p to 1e-9', (_, values) => {
    const [first, second, ...others] = values;
    const library = kruskalTest(first, second, ...others);
    const ours = kruskal(values);
    expectNear(ours.h, library.statistic, 1e-11);
    expect(ours.df).toBe(library.df);
    expectNear(ours.p, library.pValue, 1e-9);
  });

  it.each([
    ['bonferroni', 'bonferroni'],
    ['holm', 'holm'],
    ['benjamini-hochberg', 'bh'],
  ] as const)('adjusted p by %s are equal to 1e-15', (method, name) => {
    const rng = random(1, 'oracles in typescript', 'p');
    const p = Array.from({ length: 40 }, (_, i) => (i % 5 === 0 ? 0.01 : rng.uniform() ** 3));
    // A copy: the library writes the adjusted p into the array that it is given, where the method is Bonferroni's.
    const library = padjust([...p], name);
    const ours = adjust(p, method);
    for (let i = 0; i < p.length; i++) expectNear(ours[i], library[i], 1e-15);
  });

  it('a test without a p is no member of its family: the library refuses one, ours leaves it out', () => {
    expect(() => padjust([0.01, Number.NaN, 0.5], 'holm')).toThrow();
    expect([...adjust([0.01, Number.NaN, 0.5], 'holm')]).toEqual([0.02, Number.NaN, 0.5]);
  });

  it('p of a correlation agrees to 1e-10', () => {
    for (const other of [b, tied]) {
      const library = pcorrtest(a, other);
      const r = pearson(pairOf(a, other)).r[0];
      expectNear(r, library.pcorr, 1e-11);
      expectNear(correlationP(r, a.length - 2), library.pValue, 1e-10);
    }
  });

  it('ln Γ, which is the library’s in our tails, is that of mpmath to 1e-14 and has the factorials', () => {
    for (const [x, expected] of oracle.special.log_gamma) near(gammaln(x), expected, 1e-2, 1e-14);
    for (let n = 1, factorial = 1; n < 15; factorial *= n, n++)
      expect(Math.abs(gammaln(n) - Math.log(factorial))).toBeLessThan(2e-14);
  });
});
