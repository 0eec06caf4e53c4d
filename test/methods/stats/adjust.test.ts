import { describe, expect, it } from 'vitest';
import { type Adjustment, adjust } from '../../../src/methods/stats/adjust.ts';
import { near, oracle } from './near.ts';

const methods = ['bonferroni', 'holm', 'benjamini-hochberg'] as const;

describe('adjust', () => {
  it.each(methods)('%s matches statsmodels', (method) => {
    adjust(oracle.adjust.p, method).forEach((value, i) => {
      near(value, oracle.adjust[method][i]);
    });
  });

  it('has the values by hand', () => {
    expect([...adjust([0.01, 0.04, 0.03], 'bonferroni')]).toEqual([0.03, 0.12, 0.09]);
    expect([...adjust([0.01, 0.04, 0.03], 'holm')]).toEqual([0.03, 0.06, 0.06]);
    expect([...adjust([0.01, 0.04, 0.03], 'benjamini-hochberg')]).toEqual([0.03, 0.04, 0.04]);
    expect([...adjust([0.01, 0.04], 'none')]).toEqual([0.01, 0.04]);
  });

  it.each(methods)('%s is never below p, never above 1 and keeps the order', (method) => {
    const adjusted = adjust(oracle.adjust.p, method);
    const order = oracle.adjust.p.map((_, i) => i).sort((a, b) => oracle.adjust.p[a] - oracle.adjust.p[b]);
    order.forEach((i, rank) => {
      expect(adjusted[i]).toBeGreaterThanOrEqual(oracle.adjust.p[i]);
      expect(adjusted[i]).toBeLessThanOrEqual(1);
      if (rank > 0) expect(adjusted[i]).toBeGreaterThanOrEqual(adjusted[order[rank - 1]]);
    });
  });

  it('leaves an absent p out of the family', () => {
    expect([...adjust([0.01, Number.NaN, 0.2], 'bonferroni')]).toEqual([0.02, Number.NaN, 0.4]);
    expect([...adjust([], 'holm')]).toEqual([]);
  });

  it('refuses p outside [0, 1] and an unknown method', () => {
    expect(() => adjust([1.5], 'holm')).toThrow(/p 1.5/);
    expect(() => adjust([-0.1], 'holm')).toThrow(/p -0.1/);
    expect(() => adjust([0.5], 'sidak' as Adjustment)).toThrow(/method sidak/);
  });
});
