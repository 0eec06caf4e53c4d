import { describe, expect, it } from 'vitest';
import {
  centralityRegressions,
  regress,
} from '../../../../../pipeline/cooccurrence/kernels/regressions/centrality-regressions.ts';
import { incrementalR2 } from '../../../../../src/methods/stats/regression/cross-validated-r2.ts';
import { hc3, leverage } from '../../../../../src/methods/stats/regression/hc3.ts';
import { ols } from '../../../../../src/methods/stats/regression/ols.ts';
import { near, oracle } from '../../../../methods/stats/near.ts';

const [small] = oracle.regressions;
const perFeature = (values: readonly number[]) => new Map(values.map((value, index) => [10 * index, value]));
const base = new Map(small.base.map((values, index) => [`base ${index}`, perFeature(values)]));

describe('regress', () => {
  it('is its kernels, over features in order', () => {
    const found = regress(perFeature(small.x), perFeature(small.y), base, null);
    const { slope, rSquared, p } = ols(small.x, small.y);
    expect(found).toMatchObject({
      n: 12,
      slope,
      r_squared: rSquared,
      p,
      hc3_p: hc3(small.x, small.y).p,
      reason: null,
      note: null,
    });
    near(found.slope_low, small.interval[0]);
    near(found.slope_high, small.interval[1]);
    expect(found.max_leverage).toBe(Math.max(...leverage(small.x)));
    expect(found.gain_r_squared).toBe(incrementalR2(small.y, small.base, small.x).gain);
    expect(found.base).toEqual(['base 0', 'base 1']);
  });

  it('uses the features that have both, whatever the order of the maps', () => {
    const turned = new Map([...perFeature(small.y)].reverse());
    expect(regress(perFeature(small.x), turned, base, null)).toEqual(
      regress(perFeature(small.x), perFeature(small.y), base, null),
    );
    expect(regress(perFeature(small.x.slice(0, 6)), perFeature(small.y), base, null).n).toBe(6);
    const copies = new Map(small.x.map((_, i) => [10 * i, i < 3 ? 0 : i]));
    expect(regress(perFeature(small.x.slice(0, 6)), perFeature(small.y), base, copies).n_units).toBe(4);
  });

  it('says why the incremental R² is absent', () => {
    const short = new Map([['decoder norm', perFeature(small.x.slice(1))]]);
    expect(regress(perFeature(small.x), perFeature(small.y), short, null)).toMatchObject({
      gain_r_squared: Number.NaN,
      note: 'no incremental R²: a feature has no decoder norm',
      reason: null,
    });
  });

  it('says why everything is absent', () => {
    expect(regress(new Map(), new Map(), base, null)).toMatchObject({
      n: 0,
      p: Number.NaN,
      spearman: Number.NaN,
      note: null,
      reason: 'fewer than three points',
    });
    expect(regress(perFeature([1, 1, 1, 1]), perFeature([1, 2, 3, 5]), base, null).reason).toBe(
      'the predictor is constant',
    );
  });
});

describe('centralityRegressions', () => {
  const predictors = [{ predictor: 'degree', weighted: false, values: perFeature(small.x) }];

  it('adjusts over the doses of a predictor', () => {
    const outcomes = new Map(
      [1, 2].map((dose) => [dose, perFeature(small.y.map((value, i) => value * dose ** 3 + i * dose))]),
    );
    const rows = centralityRegressions(outcomes, predictors, base, 'bonferroni', null);
    expect(rows.map((row) => row.factor)).toEqual([1, 2]);
    for (const row of rows) expect(row.p_adjusted).toBe(Math.min(1, 2 * row.p));
  });

  it('notes doses that are one test, and only those', () => {
    const outcomes = new Map(
      [
        [1, 1],
        [2, 2],
        [5, 50],
      ].map(([dose, effect]) => [dose, perFeature(small.y.map((value) => value * effect))]),
    );
    const notes = centralityRegressions(outcomes, predictors, base, 'none', null).map((row) => row.note);
    expect(notes).toEqual([
      ...Array(2).fill('slope / factor is constant over factors 1 to 2: these 2 rows are one test'),
      null,
    ]);
  });

  it('refuses doses that do not ascend', () => {
    const outcomes = new Map([2, 1].map((dose) => [dose, perFeature(small.y)]));
    expect(() => centralityRegressions(outcomes, predictors, base, 'none', null)).toThrow(/not ascending/);
  });
});
