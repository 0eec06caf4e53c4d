import { describe, expect, it } from 'vitest';
import { LEAST_PERMUTATIONS, permutationP, resampled, resampledBlocks } from '../../../src/methods/stats/resampling.ts';
import { random } from '../../../src/random.ts';

/** Each of some values ten times over. */
const tenfold = (...values: number[]): number[] => values.flatMap((value) => new Array<number>(10).fill(value));

it('counts values at least as extreme, and the observed one itself', () => {
  const known = { permutations: 40, reason: null };
  expect(permutationP(2, tenfold(0, 1, 2, 3))).toEqual({ ...known, twoSided: 21 / 41, greater: 21 / 41 });
  expect(permutationP(2, tenfold(0, -1, -2, -3))).toEqual({ ...known, twoSided: 21 / 41, greater: 1 / 41 });
  expect(permutationP(-2, tenfold(0, 1, 2, 3))).toEqual({ ...known, twoSided: 21 / 41, greater: 1 });
});

it('is never 0', () => {
  expect(
    permutationP(
      100,
      new Float64Array(999).map((_, k) => k % 2),
    ).greater,
  ).toBe(1 / 1000);
});

it('takes sums that differ by rounding as equal', () => {
  expect(permutationP(0.1 + 0.2, tenfold(0.3, 0.3, 0.3, 0.1)).greater).toBe(31 / 41);
});

it('leaves out permutations without a value', () => {
  expect(permutationP(1, [Number.NaN, ...tenfold(0, 1, 2, 3)])).toMatchObject({ greater: 31 / 41, permutations: 40 });
});

describe('without a p, and with the reason', () => {
  it('of what does not exist', () => {
    const reason = 'it does not exist in this study';
    expect(permutationP(Number.NaN, tenfold(1, 2, 3, 4))).toMatchObject({ twoSided: Number.NaN, reason });
  });

  it('below the fewest that can reach a level, for every number of them', () => {
    for (let count = 0; count < 80; count++) {
      const { twoSided, greater, reason } = permutationP(
        9,
        Float64Array.from({ length: count }, (_, k) => k % 7),
      );
      const enough = count >= LEAST_PERMUTATIONS;
      expect([Number.isNaN(twoSided), Number.isNaN(greater), reason === null], String(count)).toEqual([!enough, !enough, enough]); // biome-ignore format: one line
      if (enough) expect(greater).toBeLessThanOrEqual(0.025);
      else expect(reason).toMatch(`exists in ${count} permutations`);
    }
  });

  it('of one permutation made many times, whatever its scale and the rounding of its sums', () => {
    const rng = random(3, 'flat');
    for (let trial = 0; trial < 500; trial++) {
      const value = rng.normal() * 10 ** (rng.integer(40) - 20);
      const alike = Float64Array.from({ length: 199 }, () => value * (1 + 4e-16 * (rng.integer(3) - 1)));
      const p = permutationP(2 * value, alike);
      expect(p).toMatchObject({ greater: Number.NaN, reason: 'it is the same in every permutation' });
      alike[rng.integer(199)] *= 1.001;
      expect(permutationP(2 * value, alike).reason).toBeNull();
    }
  });
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
