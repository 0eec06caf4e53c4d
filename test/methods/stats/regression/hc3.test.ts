import { describe, expect, it } from 'vitest';
import { hc3, leverage } from '../../../../src/methods/stats/regression/hc3.ts';
import { ols } from '../../../../src/methods/stats/regression/ols.ts';
import { random } from '../../../../src/random.ts';
import { near, oracle } from '../near.ts';

describe('hc3', () => {
  it('matches statsmodels', () => {
    for (const { x, y, hc3_error, hc3_p } of oracle.regressions) {
      const found = hc3(x, y);
      near(found.slopeError, hc3_error);
      near(found.p, hc3_p);
    }
  });

  it('has the value by hand', () => {
    // x −1, 0, 1 with y 0, 1, 0: slope 0, residuals −1/3, 2/3, −1/3, leverages 5/6, 1/3, 5/6.
    near(hc3([-1, 0, 1], [0, 1, 0]).slopeError, Math.sqrt(2 * ((1 / 3) * 6) ** 2) / 2);
  });

  it('holds its rate where noise grows towards both ends, and the plain test does not', () => {
    const rng = random(14, 'hc3');
    let plain = 0;
    let robust = 0;
    for (let draw = 0; draw < 1000; draw++) {
      const x = Array.from({ length: 100 }, () => 2 * rng.uniform() - 1);
      const y = x.map((value) => value * rng.normal());
      if (ols(x, y).p < 0.05) plain++;
      if (hc3(x, y).p < 0.05) robust++;
    }
    expect(plain).toBeGreaterThan(100);
    expect(Math.abs(robust - 50)).toBeLessThan(28);
  });

  it('says why a number is absent', () => {
    expect(hc3([0, 0, 0, 1], [1, 2, 3, 4])).toMatchObject({
      slopeError: Number.NaN,
      p: Number.NaN,
      reason: 'a point has leverage 1',
    });
    expect(hc3([1, 1, 1], [1, 2, 3]).reason).toBe('the predictor is constant');
  });

  it('refuses lengths that differ', () => {
    expect(() => hc3([1, 2, 3], [1, 2])).toThrow(RangeError);
  });
});

describe('leverage', () => {
  it('matches statsmodels', () => {
    for (const expected of oracle.regressions) {
      leverage(expected.x).forEach((value, i) => {
        near(value, expected.leverage[i]);
      });
    }
  });

  it('sums to two, the number of coefficients', () => {
    near(
      leverage([1, 5, 2, 8, 8]).reduce((a, b) => a + b),
      2,
    );
  });

  it('is one where a point stands alone', () => {
    near(leverage([0, 0, 0, 7])[3], 1);
  });

  it('refuses a constant, a single point and NaN', () => {
    expect(() => leverage([2, 2])).toThrow(/expected one that varies/);
    expect(() => leverage([1])).toThrow(/1 points/);
    expect(() => leverage([1, Number.NaN])).toThrow(RangeError);
  });
});
