/**
 * Pure noise gives significant results at the stated rate and no more, over 250 seeded draws of each: edges under the FDR rule,
 * the family of tests across clusters with their post hoc tests, and the regressions on centralities.
 *
 * With no effect anywhere each of these families is wrong as soon as one of its members is significant, so at most 5 % of the
 * draws may have one. ALLOWED is the 99.9 % point of the binomial(250, 0.05). The opposite is tested too: without correction
 * the same families are wrong far more often, so the tests can fail.
 */
import { describe, expect, it } from 'vitest';
import { attributionNetwork } from '../../../pipeline/cooccurrence/kernels/network/attribution-network.ts';
import { centralityRegressions } from '../../../pipeline/cooccurrence/kernels/regressions/centrality-regressions.ts';
import {
  type DoseResponse,
  doseRegressions,
} from '../../../pipeline/cooccurrence/kernels/regressions/dose-regressions.ts';
import { edgeCount } from '../../../src/methods/graph/csr-graph.ts';
import { adjust } from '../../../src/methods/stats/adjust.ts';
import { anova, levene, welch } from '../../../src/methods/stats/groups/anova.ts';
import { effectSize } from '../../../src/methods/stats/groups/compare-groups.ts';
import { kruskal } from '../../../src/methods/stats/groups/kruskal.ts';
import { dunn, tukey } from '../../../src/methods/stats/groups/post-hoc.ts';
import { type Random, random } from '../../../src/random.ts';

const DRAWS = 250;
const LEVEL = 0.05;
const ALLOWED = 24;

/** How many of the draws have what is asked. */
function draws(name: string, wrong: (rng: Random) => boolean): number {
  return Array.from({ length: DRAWS }, (_, draw) => wrong(random(draw, 'noise', name))).filter(Boolean).length;
}

const normals = (rng: Random, n: number): number[] => Array.from({ length: n }, () => rng.normal());
const below = (p: number): boolean => p < LEVEL; // false for NaN

describe('edges of noise', () => {
  const PEARSON = { method: 'pearson', gains: null, covariates: [] } as const;
  const edges = (rng: Random, rule: { threshold: number; fdr?: number }) => {
    const matrix = { rows: 50, cols: 40, values: Float64Array.from(normals(rng, 2000)) };
    return edgeCount(attributionNetwork(matrix, { ...rule, strict: false, sign: 'absolute' }, PEARSON));
  };

  it('appear under the FDR rule in at most 5 % of the draws', () => {
    const wrong = draws('fdr', (rng) => edges(rng, { threshold: 0, fdr: LEVEL }) > 0);
    expect(wrong).toBeLessThanOrEqual(ALLOWED);
    expect(wrong).toBeGreaterThan(0);
  });

  it('never pass the threshold of the study', () => {
    expect(draws('threshold', (rng) => edges(rng, { threshold: 0.7 }) > 0)).toBe(0);
  });

  it('would be in nearly every draw by p alone', () => {
    // |r| over 0.279 has p under 0.05 at 50 prompts.
    expect(draws('uncorrected', (rng) => edges(rng, { threshold: 0.279 }) > 0)).toBe(DRAWS);
  });
});

describe('metrics of noise across clusters', () => {
  const TESTS = { anova, welch, kruskal, levene };
  const names = Object.keys(TESTS) as (keyof typeof TESTS)[];

  /** p of eight metrics of 65 features in four clusters by each test, drawn once for all that follows. */
  const families = Array.from({ length: DRAWS }, (_, draw) => {
    const rng = random(draw, 'noise', 'metrics');
    const metrics = Array.from({ length: 8 }, () => [25, 18, 12, 10].map((size) => normals(rng, size)));
    const p = Object.fromEntries(names.map((test) => [test, metrics.map((groups) => TESTS[test](groups).p)]));
    return { metrics, p };
  });

  it.each(
    names.flatMap((test) =>
      (['bonferroni', 'holm', 'benjamini-hochberg'] as const).map((method) => [test, method] as const),
    ),
  )('have a family of %s wrong in at most 5 %% of the draws by %s', (test, method) => {
    const wrong = families.filter(({ p }) => adjust(p[test], method).some(below)).length;
    expect(wrong).toBeLessThanOrEqual(ALLOWED);
    expect(wrong).toBeGreaterThan(0);
  });

  it.each(names)('would be wrong in a third of the draws of %s without correction', (test) => {
    expect(families.filter(({ p }) => p[test].some(below)).length).toBeGreaterThan(0.25 * DRAWS); // 1 − 0.95⁸ is 0.34
  });

  it.each([
    { name: 'tukey', test: tukey },
    { name: 'dunn', test: dunn },
  ])('have a pair of clusters that differs by $name in at most 5 % of the draws', ({ test }) => {
    const wrong = families.filter(({ metrics }) => test(metrics[0]).pairs.some(({ p }) => below(p))).length;
    expect(wrong).toBeLessThanOrEqual(ALLOWED);
  });

  it('have no effect size beyond chance: omega² averages to nothing, and its interval holds 0', () => {
    const found = families.map(({ metrics: [groups] }) => {
      const { f, dfBetween, dfWithin } = anova(groups);
      return effectSize(f, dfBetween, dfWithin, 0.95);
    });
    expect(Math.abs(found.reduce((sum, { omegaSquared }) => sum + omegaSquared, 0) / DRAWS)).toBeLessThan(0.01);
    // The lower end is above 0 for the F beyond its 97.5 % point.
    expect(found.filter(({ low }) => low > 0).length).toBeLessThanOrEqual(ALLOWED);
  });
});

describe('damage that has nothing to do with centrality', () => {
  const N = 65;
  const FACTORS = [0.1, 1, 2, 5, 10, 20, 30, 40];
  const perFeature = (values: readonly number[]) => new Map(values.map((value, feature) => [feature, value]));
  const predictor = (name: string, rng: Random) => {
    return { predictor: name, weighted: false, values: perFeature(normals(rng, N).map(Math.exp)) };
  };
  const base = (rng: Random) => new Map([['decoder norm', perFeature(normals(rng, N))]]);

  /** Eight factors with damages of their own on one predictor, drawn once for all that follows. */
  const runs = Array.from({ length: DRAWS }, (_, draw) => {
    const rng = random(draw, 'noise', 'factors');
    const outcomes = new Map(FACTORS.map((factor) => [factor, perFeature(normals(rng, N))]));
    return centralityRegressions(outcomes, [predictor('degree', rng)], base(rng), 'bonferroni', null);
  });

  it('is significant for some factor in at most 5 % of the draws', () => {
    expect(runs.filter((rows) => rows.some((row) => below(row.p_adjusted))).length).toBeLessThanOrEqual(ALLOWED);
    const families = runs.map((rows) => rows.map((row) => row.p));
    for (const method of ['holm', 'benjamini-hochberg'] as const) {
      expect(families.filter((p) => adjust(p, method).some(below)).length, method).toBeLessThanOrEqual(ALLOWED);
    }
    expect(families.filter((p) => p.some(below)).length).toBeGreaterThan(0.25 * DRAWS);
  });

  it('is significant at one factor by HC3 and by ranks in about 5 % of the draws, and intervals cover 0', () => {
    const first = runs.map(([row]) => row);
    expect(first.filter((row) => below(row.hc3_p)).length).toBeLessThanOrEqual(ALLOWED);
    expect(first.filter((row) => below(row.spearman_p)).length).toBeLessThanOrEqual(ALLOWED);
    expect(first.filter((row) => row.slope_low > 0 || row.slope_high < 0).length).toBeLessThanOrEqual(ALLOWED);
  });

  it('adds nothing on features left out', () => {
    expect(runs.reduce((sum, [row]) => sum + row.gain_r_squared, 0) / DRAWS).toBeLessThan(0);
  });

  it('is significant for some predictor in at most 5 % of the draws, one summary of the doses per feature', () => {
    const wrong = draws('dose', (rng) => {
      const responses = normals(rng, N).map((damage, feature): DoseResponse => {
        return { feature_id: feature, outcome: 'answer_prob', factors: 8, damage_per_factor: damage, linearity: 1 };
      });
      const predictors = ['degree', 'betweenness', 'closeness', 'eigenvector'].map((name) => predictor(name, rng));
      return doseRegressions('answer_prob', responses, predictors, base(rng), 'bonferroni', null).some((row) =>
        below(row.p_adjusted),
      );
    });
    expect(wrong).toBeLessThanOrEqual(ALLOWED);
  });
});
