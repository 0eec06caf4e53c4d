import { describe, expect, it } from 'vitest';
import { agreement } from '../../../../../pipeline/cooccurrence/kernels/attribution-check/method-agreement.ts';
import { random } from '../../../../../src/random.ts';

const N = 120;
const rng = random(4, 'agreement-test');
const a = Float64Array.from({ length: N }, () => rng.normal());
const prompts = a.map((_, i) => i % 12);
const options = { seed: 1, least: 0.7, noiseFloor: 1e-9 };
const against = (b: Float64Array, own: Partial<typeof options> = {}) =>
  agreement(a, b, prompts, { ...options, ...own });

describe('agreement', () => {
  it('of the same values is perfect', () => {
    expect(against(a)).toMatchObject({ cells: N, sameSign: 1, aboveNoise: 1, status: 'good', reason: null });
    for (const name of ['spearman', 'low', 'high', 'slope', 'slopeLow', 'slopeHigh'] as const)
      expect(against(a)[name], name).toBeCloseTo(1, 12);
  });

  it('sees a common factor in the slope alone', () => {
    const found = against(a.map((value) => 3 * value));
    expect(found.spearman).toBeCloseTo(1, 12);
    expect(found.slope).toBeCloseTo(3, 12);
    expect(found).toMatchObject({ status: 'poor', reason: 'slope 3.0, expected 0.5 to 2' });
  });

  it('of unrelated values is poor, and its interval holds 0', () => {
    const found = against(Float64Array.from({ length: N }, () => rng.normal()));
    expect(found.low).toBeLessThan(0);
    expect(found.high).toBeGreaterThan(0);
    expect(found.status).toBe('poor');
    expect(found.reason).toMatch(/^rank correlation/);
  });

  it('holds the estimate inside its interval, narrower with more prompts', () => {
    const noisy = a.map((value) => value + rng.normal());
    const found = against(noisy);
    expect(found.spearman).toBeGreaterThan(found.low);
    expect(found.spearman).toBeLessThan(found.high);
    const few = agreement(a.subarray(0, 24), noisy.subarray(0, 24), prompts.subarray(0, 24), options);
    expect(few.high - few.low).toBeGreaterThan(found.high - found.low);
  });

  it('is undecided where nothing varies, or where most of it is rounding', () => {
    expect(against(new Float64Array(N))).toMatchObject({ status: 'undecided', reason: 'the values do not vary' });
    expect(against(a, { noiseFloor: 100 })).toMatchObject({ status: 'undecided', aboveNoise: 0 });
    expect(against(a, { noiseFloor: Number.NaN }).aboveNoise).toBeNaN();
  });

  it('refuses arrays of different lengths and none', () => {
    expect(() => agreement(a, a.subarray(1), prompts, options)).toThrow(RangeError);
    expect(() => agreement(new Float64Array(0), new Float64Array(0), [], options)).toThrow('at least 1');
  });
});
