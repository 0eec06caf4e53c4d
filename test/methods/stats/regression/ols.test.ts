import { describe, expect, it } from 'vitest';
import { ols } from '../../../../src/methods/stats/regression/ols.ts';
import { random } from '../../../../src/random.ts';
import { near, oracle } from '../near.ts';

describe('ols', () => {
  it('matches statsmodels', () => {
    for (const expected of oracle.ols) {
      const fit = ols(expected.x, expected.y);
      expect(fit.n).toBe(expected.x.length);
      near(fit.slope, expected.slope);
      near(fit.intercept, expected.intercept);
      near(fit.slopeError, expected.slope_error);
      near(fit.interceptError, expected.intercept_error);
      near(fit.rSquared, expected.r_squared);
      near(fit.t, expected.t);
    }
  });

  it('gives the tail of its t', () => {
    for (const expected of oracle.ols) {
      // p is steep in t: its relative error is about n times that of t.
      near(ols(expected.x, expected.y).p, expected.p, 0, 1e-9 * expected.x.length);
    }
  });

  it('has the values by hand', () => {
    // x 0..3, y 1, 2, 2, 4: Sxx 5, Sxy 4.5, Syy 4.75; SSE = 4.75 - 4.05 = 0.7.
    const fit = ols([0, 1, 2, 3], [1, 2, 2, 4]);
    near(fit.slope, 0.9);
    near(fit.intercept, 0.9);
    near(fit.rSquared, 4.05 / 4.75);
    near(fit.slopeError, Math.sqrt(0.35 / 5));
  });

  it('fits a straight line perfectly', () => {
    const fit = ols([1, 2, 3, 4], [3, 5, 7, 9]);
    expect(fit).toMatchObject({ slope: 2, intercept: 1, rSquared: 1, p: 0, reason: null });
  });

  it('scales with its variables', () => {
    const { x, y } = oracle.ols[0];
    const plain = ols(x, y);
    const scaled = ols(
      x.map((value) => 4 * value),
      y.map((value) => -2 * value),
    );
    near(scaled.slope, -plain.slope / 2, 0, 1e-12);
    near(scaled.p, plain.p, 0, 1e-12);
  });

  it('calls noise significant at the stated rate', () => {
    const rng = random(4, 'ols');
    let hits = 0;
    for (let draw = 0; draw < 1000; draw++) {
      const x = Array.from({ length: 15 }, () => rng.normal());
      if (
        ols(
          x,
          x.map(() => rng.normal()),
        ).p < 0.05
      )
        hits++;
    }
    expect(Math.abs(hits - 50)).toBeLessThan(28);
  });

  it('says why a number is absent', () => {
    expect(ols([1, 2], [3, 4])).toMatchObject({ n: 2, slope: Number.NaN, reason: 'fewer than three points' });
    expect(ols([0.1, 0.1, 0.1], [1, 2, 3])).toMatchObject({ slope: Number.NaN, reason: 'the predictor is constant' });
    expect(ols([1, 2, 3], [0.1, 0.1, 0.1])).toMatchObject({
      slope: 0,
      p: Number.NaN,
      reason: 'the outcome is constant',
    });
  });

  it('refuses lengths that differ and NaN', () => {
    expect(() => ols([1, 2, 3], [1, 2])).toThrow(/3 predictors and 2 outcomes/);
    expect(() => ols([1, 2, Number.NaN], [1, 2, 3])).toThrow(/point 2/);
  });
});
