import { describe, expect, it } from 'vitest';
import { numbered, stratumMagnitudes } from '../../../../../pipeline/cooccurrence/kernels/interaction/strata.ts';

const even = (n: number) => new Float64Array(n).fill(1);

describe('stratumMagnitudes', () => {
  it('is the share-weighted sum of |mean| over strata, by hand', () => {
    const strata = Int32Array.of(0, 0, 1, 1, 1);
    const found = stratumMagnitudes(Float64Array.of(1, 3, -4, -5, -3, 1, -1, 0, 0, 0), { weights: even(5), strata, noiseFloor: 0 }); // biome-ignore format: one line
    expect([...found]).toEqual([(2 / 5) * 2 + (3 / 5) * 4, 0]);
  });

  it('is |mean| of one stratum, and follows the weights of prompts', () => {
    const one = { weights: even(2), strata: Int32Array.of(0, 0), noiseFloor: 0 };
    expect([...stratumMagnitudes(Float64Array.of(1, -3), one)]).toEqual([1]);
    expect([...stratumMagnitudes(Float64Array.of(1, -3), { ...one, weights: Float64Array.of(1, 0) })]).toEqual([1]);
    const none = { ...one, strata: Int32Array.of(0, 1), weights: Float64Array.of(0, 2) };
    expect([...stratumMagnitudes(Float64Array.of(9, -3), none)]).toEqual([3]);
  });

  it('takes off what rounding alone makes of a mean over so few prompts, and never below zero', () => {
    const noiseFloor = 0.1;
    const half = Math.sqrt(2 / Math.PI) * noiseFloor * Math.sqrt(2);
    const strata = Int32Array.of(0, 0, 1, 1);
    const [large, small] = stratumMagnitudes(Float64Array.of(1, 1, -2, -2, 0.01, 0.01, -0.01, -0.01), { weights: even(4), strata, noiseFloor }); // biome-ignore format: one line
    expect(large).toBeCloseTo(1.5 - half, 12);
    expect(small).toBe(0);
    expect(
      stratumMagnitudes(Float64Array.of(1, 1, 1, 1), { weights: even(4), strata, noiseFloor: Number.NaN })[0],
    ).toBe(1);
  });
});

it('numbers strata in order of first appearance', () => {
  expect([...numbered(['b', 'a', 'b', 'c'])]).toEqual([0, 1, 0, 2]);
  expect(numbered([])).toHaveLength(0);
});
