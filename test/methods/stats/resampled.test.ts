import { expect, it } from 'vitest';
import { resampled } from '../../../src/methods/stats/resampled.ts';
import { random } from '../../../src/random.ts';

it('counts n draws of n units', () => {
  const weights = resampled(50, random(1, 'resampled'));
  expect(weights.reduce((sum, value) => sum + value, 0)).toBe(50);
  expect(weights.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
});

it('leaves out a share of 1/e of many units and draws each equally often', () => {
  const n = 2000;
  const weights = resampled(n, random(2, 'resampled'));
  expect(Math.abs(weights.filter((value) => value === 0).length / n - Math.exp(-1))).toBeLessThan(0.03);
  const sums = new Float64Array(5);
  for (let seed = 0; seed < 4000; seed++)
    resampled(5, random(seed, 'each')).forEach((w, i) => {
      sums[i] += w / 4000;
    });
  for (const mean of sums) expect(Math.abs(mean - 1)).toBeLessThan(0.06);
});

it('of nothing is nothing', () => expect(resampled(0, random(1, 'x'))).toEqual(new Float64Array(0)));
