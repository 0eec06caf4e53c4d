import { describe, expect, it } from 'vitest';
import { crossValidatedR2, incrementalR2 } from '../../../../src/methods/stats/regression/cross-validated-r2.ts';
import { random } from '../../../../src/random.ts';
import { near, oracle } from '../near.ts';

describe('crossValidatedR2', () => {
  it('matches refitting without each point', () => {
    for (const { x, y, base, r2cv_base, r2cv_joined } of oracle.regressions) {
      near(crossValidatedR2(y, base).rSquared, r2cv_base, 1);
      near(crossValidatedR2(y, [...base, x]).rSquared, r2cv_joined, 1);
    }
  });

  it('is 1 for an exact relation and 0 without predictors', () => {
    expect(crossValidatedR2([1, 2, 4, 8, 9], [[3, 5, 9, 17, 19]]).rSquared).toBeCloseTo(1, 12);
    expect(crossValidatedR2([1, 2, 4, 8], []).rSquared).toBeCloseTo(0, 12);
  });

  it('does not reward noise', () => {
    const rng = random(15, 'press');
    let sum = 0;
    for (let draw = 0; draw < 200; draw++) {
      const y = Array.from({ length: 40 }, () => rng.normal());
      sum += crossValidatedR2(
        y,
        [1, 2, 3].map(() => y.map(() => rng.normal())),
      ).rSquared;
    }
    expect(sum / 200).toBeLessThan(0);
  });

  it('does not depend on the units of predictors', () => {
    const { x, y, base } = oracle.regressions[1];
    const scaled = [x.map((value) => 1e9 * value), ...base.map((column) => column.map((value) => 1e-3 * value + 5))];
    near(crossValidatedR2(y, scaled).rSquared, crossValidatedR2(y, [x, ...base]).rSquared, 1e4);
  });

  it('takes no predictor from norms of float32 rows of length 1, which differ by rounding', () => {
    const { x, y } = oracle.regressions[1];
    const norms = x.map((value) => 1 + 1e-8 * value);
    expect(crossValidatedR2(y, [norms])).toEqual(crossValidatedR2(y, [x.map(() => 1)]));
    expect(incrementalR2(y, [norms], x)).toEqual(incrementalR2(y, [], x));
  });

  it('says why a number is absent', () => {
    expect(crossValidatedR2([1, 2, 3], [[1, 2, 4]]).reason).toBe('fewer than two points more than coefficients');
    expect(crossValidatedR2([0.1, 0.1, 0.1, 0.1, 0.1], [[1, 2, 4, 3, 3]]).reason).toBe('the outcome is constant');
    expect(crossValidatedR2([1, 2, 3, 4], [[0, 0, 0, 1]]).reason).toBe('a point has leverage 1');
  });

  it('refuses NaN and lengths that differ', () => {
    expect(() => crossValidatedR2([1, Number.NaN, 2, 3], [])).toThrow(/outcome is not finite/);
    expect(() => crossValidatedR2([1, 2, 3, 4], [[1, 2]])).toThrow(/column 1 has 2 values/);
  });
});

describe('incrementalR2', () => {
  it('is the difference of the two', () => {
    for (const { x, y, base, r2cv_base, r2cv_joined } of oracle.regressions) {
      const found = incrementalR2(y, base, x);
      near(found.base, r2cv_base, 1);
      near(found.gain, r2cv_joined - r2cv_base, 1);
    }
  });

  it('is exactly 0 for a predictor that the base holds already', () => {
    const { y, base } = oracle.regressions[1];
    expect(
      incrementalR2(
        y,
        base,
        base[0].map((value, i) => 3 * value - base[1][i] + 2),
      ).gain,
    ).toBe(0);
    expect(
      incrementalR2(
        y,
        base,
        base[0].map(() => 0.1),
      ).gain,
    ).toBe(0);
  });
});
