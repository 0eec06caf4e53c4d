import { describe, expect, it } from 'vitest';
import { intervalOf } from '../../../src/methods/stats/equivalence.ts';
import { normalUpper } from '../../../src/methods/stats/tails/tails.ts';
import { random } from '../../../src/random.ts';

/** 0, 1, …, 1000 less 500, over 100: mean 0, quantiles known. */
const DRAWS = Array.from({ length: 1001 }, (_, i) => (i - 500) / 100);

describe('the interval of an estimate', () => {
  it('holds the middle 95 % of the draws', () => {
    const { low, high, error } = intervalOf(0, DRAWS, 10);
    expect(low).toBeCloseTo(-4.75, 12);
    expect(high).toBeCloseTo(4.75, 12);
    expect(error).toBeCloseTo(Math.sqrt((1001 * 1002) / 12) / 100, 10);
  });
  it('inside the bounds shows equivalence; one that reaches out does not', () => {
    expect(intervalOf(0, DRAWS, 4.8).equivalent).toBe(true);
    expect(intervalOf(0, DRAWS, 4.7).equivalent).toBe(false);
    expect(
      intervalOf(
        3,
        DRAWS.map((x) => x + 3),
        6,
      ).equivalent,
    ).toBe(false);
  });
  it('its p is that of the nearer bound', () => {
    const { error, pEquivalence } = intervalOf(
      1,
      DRAWS.map((x) => x + 1),
      5,
    );
    expect(pEquivalence).toBeCloseTo(normalUpper(4 / error), 12);
    expect(intervalOf(-1, DRAWS, 5).pEquivalence).toBeCloseTo(pEquivalence, 12);
    expect(intervalOf(7, DRAWS, 5).pEquivalence).toBeGreaterThan(0.5);
  });
  it('without spread is decided by the estimate', () => {
    expect(intervalOf(1, [1, 1, 1], 2)).toMatchObject({ pEquivalence: 0, equivalent: true });
    expect(intervalOf(3, [3, 3, 3], 2)).toMatchObject({ pEquivalence: 1, equivalent: false });
  });
  it('does not exist for an estimate or draws that are not there', () => {
    for (const { low, high, pEquivalence, equivalent } of [
      intervalOf(Number.NaN, DRAWS, 1),
      intervalOf(0, [], 1),
      intervalOf(0, [1, Number.NaN, Number.NaN, Number.NaN, 2], 1),
    ])
      expect([low, high, pEquivalence, equivalent]).toEqual([Number.NaN, Number.NaN, Number.NaN, false]);
  });
  it('without a bound has no equivalence', () => {
    expect(intervalOf(0, DRAWS, Number.NaN)).toMatchObject({ pEquivalence: Number.NaN, equivalent: false });
  });
  it('refuses a bound that nothing can lie inside', () => {
    expect(() => intervalOf(0, DRAWS, 0)).toThrow(RangeError);
    expect(() => intervalOf(0, DRAWS, -1)).toThrow(RangeError);
  });
  it('declares equivalence about as rarely as it may when the effect sits on the bound', () => {
    const rng = random(4, 'equivalence');
    let declared = 0;
    for (let trial = 0; trial < 1000; trial++) {
      const estimate = 1 + 0.2 * rng.normal();
      const draws = Array.from({ length: 200 }, () => estimate + 0.2 * rng.normal());
      if (intervalOf(estimate, draws, 1).equivalent) declared++;
    }
    expect(declared).toBeLessThan(60);
  });
});
