import { describe, expect, it } from 'vitest';
import { tQuantile } from '../../../../src/methods/stats/tails/t-quantile.ts';
import { near, oracle } from '../near.ts';

describe('tQuantile', () => {
  it('matches scipy', () => {
    for (const [share, df, t] of oracle.special.t_quantile) near(tQuantile(share, df), t);
  });

  it('has the closed form of one degree of freedom', () => {
    near(tQuantile(0.5, 1), 1);
  });

  it.each([0, 1, Number.NaN])('refuses a share of %s', (share) => {
    expect(() => tQuantile(share, 5)).toThrow(RangeError);
  });
});
