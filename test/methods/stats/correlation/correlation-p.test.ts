import { describe, expect, it } from 'vitest';
import { correlationP } from '../../../../src/methods/stats/correlation/correlation-p.ts';
import { tTwoSided } from '../../../../src/methods/stats/tails/t-tail.ts';
import { random } from '../../../../src/random.ts';
import { near, oracle } from '../near.ts';

describe('correlationP', () => {
  it('matches scipy', () => {
    // scipy's own route through the beta distribution keeps about 1e-10 here.
    oracle.pearson.r.forEach((r, pair) => {
      near(correlationP(r, oracle.pearson.rows - 2), oracle.pearson.p[pair]);
    });
  });

  it('equals the t test', () => {
    for (const r of [0.01, 0.3, -0.75, 0.999])
      near(correlationP(r, 20), tTwoSided(r * Math.sqrt(20 / (1 - r * r)), 20));
  });

  it('has the closed form of one degree of freedom', () => {
    for (const r of [1e-8, 1e-3, 0.5, 0.999]) near(correlationP(r, 1), 1 - (2 / Math.PI) * Math.asin(r));
  });

  it('is 1 at zero and 0 at a perfect correlation', () => {
    expect(correlationP(0, 5)).toBe(1);
    expect(correlationP(1, 5)).toBe(0);
    expect(correlationP(-1, 5)).toBe(0);
  });

  it('says below 5% for noise about 5% of the time', () => {
    const rng = random(11, 'noise');
    let hits = 0;
    for (let draw = 0; draw < 2000; draw++) {
      const x = Array.from({ length: 12 }, () => rng.normal());
      const y = Array.from({ length: 12 }, () => rng.normal());
      const mean = (v: number[]) => v.reduce((a, b) => a + b, 0) / 12;
      const [mx, my] = [mean(x), mean(y)];
      const s = (a: number[], ma: number, b: number[], mb: number) =>
        a.reduce((sum, v, i) => sum + (v - ma) * (b[i] - mb), 0);
      if (correlationP(s(x, mx, y, my) / Math.sqrt(s(x, mx, x, mx) * s(y, my, y, my)), 10) < 0.05) hits++;
    }
    // 100 expected, standard deviation 9.7.
    expect(Math.abs(hits - 100)).toBeLessThan(40);
  });

  it.each([
    [1.0001, 5],
    [Number.NaN, 5],
    [0.5, 0],
  ])('refuses r %s with df %s', (r, df) => {
    expect(() => correlationP(r, df)).toThrow(RangeError);
  });
});
