import { describe, expect, it } from 'vitest';
import { random } from '../../src/random.ts';
import { withinBetween } from '../../src/verdict/within-between.ts';

const PROMPTS = 20;
const FEATURES = 12;
const LABELS = Int32Array.from({ length: FEATURES }, (_, f) => (f < 6 ? 1 : 2));
const strata = Array.from({ length: PROMPTS }, (_, p) => `s${p % 3}`);
const OPTIONS = { seed: 1, replicates: 199, strata };

/** All pairs; damage = the two single effects plus `bonus` inside a cluster, plus noise per prompt. */
function pairs(bonus: number, seed: number) {
  const rng = random(seed, 'pairs');
  const single = Array.from({ length: FEATURES }, () => rng.normal());
  const a: number[] = [];
  const b: number[] = [];
  const damage: number[] = [];
  for (let i = 0; i < FEATURES; i++)
    for (let j = i + 1; j < FEATURES; j++) {
      a.push(i);
      b.push(j);
      const joint = single[i] + single[j] + (LABELS[i] === LABELS[j] ? bonus : 0);
      for (let p = 0; p < PROMPTS; p++) damage.push(joint + 0.3 * rng.normal());
    }
  return { a: Int32Array.from(a), b: Int32Array.from(b), damage: Float64Array.from(damage) };
}

describe('withinBetween', () => {
  it('finds planted damage of pairs inside a cluster', () => {
    const found = withinBetween(pairs(3, 1), LABELS, OPTIONS);
    expect(found).toMatchObject({ p: 1 / 200, within: 30, between: 36 });
    expect(found?.d).toBeGreaterThan(0.8);
    expect(found?.low).toBeLessThan(found?.d ?? 0);
    expect(found?.high).toBeGreaterThan(found?.d ?? 0);
  });

  it('rejects effects of single features at the stated rate alone: at most 9 of 100 at 0.05', () => {
    // P(more than 9 of 100 at a true 5 %) is 2.8 %; the seeds are fixed. Pairs share features, which a t test would not forgive.
    let rejected = 0;
    for (let seed = 0; seed < 100; seed++) {
      const found = withinBetween(pairs(0, seed), LABELS, { ...OPTIONS, replicates: 39 });
      if ((found?.p ?? 1) <= 0.05) rejected++;
    }
    expect(rejected).toBeLessThanOrEqual(9);
  });

  it('is decided by the seed, and turns its sign with the effect', () => {
    expect(withinBetween(pairs(1, 2), LABELS, OPTIONS)).toEqual(withinBetween(pairs(1, 2), LABELS, OPTIONS));
    const harmless = withinBetween(pairs(-3, 1), LABELS, OPTIONS);
    expect(harmless?.high).toBeLessThan(0);
    expect(harmless?.p).toBeGreaterThan(0.9);
  });

  it('is nothing with one kind of pairs, or without variation', () => {
    expect(withinBetween(pairs(0, 1), new Int32Array(FEATURES).fill(1), OPTIONS)).toBeNull();
    const flat = { ...pairs(0, 1), damage: new Float64Array(66 * PROMPTS) };
    expect(withinBetween(flat, LABELS, OPTIONS)).toBeNull();
  });

  it('refuses damage that is not pairs × prompts', () => {
    expect(() => withinBetween(pairs(0, 1), LABELS, { ...OPTIONS, strata: ['s'] })).toThrow('expected 66 pairs × 1');
  });
});
