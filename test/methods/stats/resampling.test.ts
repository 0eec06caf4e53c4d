import { describe, expect, it } from 'vitest';
import { permutationP, resampled, resampledBlocks } from '../../../src/methods/stats/resampling.ts';
import { random } from '../../../src/random.ts';

it('counts values at least as extreme, and the observed one itself', () => {
  expect(permutationP(2, [0, 1, 2, 3])).toEqual({ twoSided: 3 / 5, greater: 3 / 5, permutations: 4 });
  expect(permutationP(2, [0, -1, -2, -3])).toEqual({ twoSided: 3 / 5, greater: 1 / 5, permutations: 4 });
  expect(permutationP(-2, [0, 1, 2, 3])).toEqual({ twoSided: 3 / 5, greater: 1, permutations: 4 });
});

it('is never 0', () => expect(permutationP(100, new Float64Array(999)).greater).toBe(1 / 1000));

it('takes sums that differ by rounding as equal', () => {
  expect(permutationP(0.1 + 0.2, [0.3, 0.3]).greater).toBe(1);
});

it('leaves out permutations without a value, and has no p without any', () => {
  expect(permutationP(1, [Number.NaN, 0])).toEqual({ twoSided: 1 / 2, greater: 1 / 2, permutations: 1 });
  expect(permutationP(1, [])).toEqual({ twoSided: Number.NaN, greater: Number.NaN, permutations: 0 });
  expect(permutationP(Number.NaN, [1, 2]).twoSided).toBeNaN();
});

it('draws copies together, as many blocks as there are', () => {
  const blocks = [7, 7, 3, 9, 9, 9];
  const weights = resampledBlocks(6, blocks, random(1, 'blocks'));
  expect([weights[0], weights[3], weights[4]]).toEqual([weights[1], weights[4], weights[5]]);
  expect(weights[0] + weights[2] + weights[3]).toBe(3);
  expect(resampledBlocks(6, undefined, random(1, 'blocks'))).toEqual(resampled(6, random(1, 'blocks')));
  expect(resampledBlocks(3, [4, 5, 6], random(1, 'blocks'))).toEqual(resampled(3, random(1, 'blocks')));
});

describe('resampled', () => {
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
});
