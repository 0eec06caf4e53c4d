import { describe, expect, it } from 'vitest';
import { together } from '../../src/verdict/together.ts';

const WITHIN = { scope: 'within', estimate: 0.4, low: 0.1, high: 0.7, p_greater: null, bound: 0.2, equivalent: false, first_half: 0.4, second_half: 0.4 }; // biome-ignore format: one line
const DIFFERENCE = {
  ...WITHIN,
  scope: 'within-between',
  estimate: 0.3,
  p_greater: 0.01,
  first_half: 0.2,
  second_half: 0.4,
};

describe('together', () => {
  it('is supported where pairs of a cluster exceed controls and pairs of two clusters, on both halves', () => {
    expect(together([WITHIN, DIFFERENCE])).toMatchObject({ status: 'supported', estimate: 0.3, p: 0.01, reason: null });
  });

  it.each([
    ['opposite', {}, { low: -0.5, high: -0.1 }, 'not supported', 'less than pairs of two'],
    ['equivalent', {}, { equivalent: true }, 'not supported', '±0.20 logits'],
    ['by chance', {}, { p_greater: 0.03 }, 'not distinguishable', 'Permuting cluster labels'],
    ['no more than controls', { low: -0.1 }, {}, 'not distinguishable', 'control pairs'],
    ['one half only', {}, { second_half: -0.1 }, 'not distinguishable', 'one half'],
    ['no halves', {}, { first_half: null }, 'not testable', 'no halves'],
    ['no interval', {}, { low: null }, 'not testable', 'Too few pairs'],
  ])('%s', (_, within, difference, status, reason) => {
    const found = together([
      { ...WITHIN, ...within },
      { ...DIFFERENCE, ...difference },
    ]);
    expect(found.status).toBe(status);
    expect(found.reason).toContain(reason);
  });

  it('is not testable without an index', () => {
    expect(together([])).toMatchObject({ status: 'not testable', estimate: Number.NaN });
    expect(together([WITHIN]).status).toBe('not testable');
  });
});
