import { describe, expect, it } from 'vitest';
import { leverage } from '../../../../src/methods/stats/regression/leverage.ts';
import { near, oracle } from '../near.ts';

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
