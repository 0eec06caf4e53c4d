import { describe, expect, it } from 'vitest';
import { pOverSplits } from '../../../src/methods/stats/p-over-splits.ts';
import { random } from '../../../src/random.ts';

const strata = (...ps: (number | null)[]) => ps.map((p, s) => ({ split: s === 0 ? 'strata' : `strata ${s + 1}`, p }));

describe('pOverSplits', () => {
  it('is the p of one split, and twice the median of several, at most 1', () => {
    expect(pOverSplits(strata(0.02))).toBe(0.02);
    expect(pOverSplits(strata(0.001, 0.01, 0.9))).toBe(0.02);
    expect(pOverSplits(strata(0.01, 0.03))).toBeCloseTo(0.04, 12);
    expect(pOverSplits(strata(0.6, 0.7, 0.8))).toBe(1);
  });

  it('counts a split that cannot be asked as not found again, and is nothing where most cannot, or there is none', () => {
    expect(pOverSplits(strata(0.01, 0.02, null))).toBe(0.04);
    expect(pOverSplits(strata(0.01, null, null))).toBeNull();
    expect(pOverSplits(strata(null))).toBeNull();
    expect(pOverSplits([])).toBeNull();
  });

  it('lets the kind of split with the larger p speak, and needs each', () => {
    const templates = (p: number | null) => [{ split: 'templates', p }];
    expect(pOverSplits([...strata(0.01, 0.01), ...templates(0.3)])).toBe(0.3);
    expect(pOverSplits([...strata(0.2, 0.2), ...templates(0.3)])).toBe(0.4);
    expect(pOverSplits([...strata(0.01, 0.01), ...templates(null)])).toBeNull();
  });

  it('holds its level however splits depend on one another', () => {
    const rng = random(1, 'p-over-splits');
    for (const shared of [0, 0.5, 0.9, 1]) {
      let small = 0;
      for (let world = 0; world < 4000; world++) {
        const common = rng.uniform();
        const p = pOverSplits(strata(...Array.from({ length: 20 }, () => (rng.uniform() < shared ? common : rng.uniform())))); // biome-ignore format: one line
        if ((p ?? 1) <= 0.05) small++;
      }
      expect(small / 4000).toBeLessThanOrEqual(0.06);
    }
  });
});
