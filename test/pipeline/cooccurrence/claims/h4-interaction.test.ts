import { describe, expect, it } from 'vitest';
import { type Together, together } from '../../../../pipeline/cooccurrence/claims/h4-interaction.ts';

const WITHIN = { scope: 'within', estimate: 0.4, low: 0.1, high: 0.7, p_greater: null, bound: 0.2, equivalent: false, p_held_out: null, bound_share: 5e-6 }; // biome-ignore format: one line
const DIFFERENCE = {
  ...WITHIN,
  scope: 'within-between',
  estimate: 0.3,
  p_greater: 0.01,
  p_held_out: 0.02,
};

describe('together', () => {
  it('is supported where pairs of a cluster exceed controls and pairs of two clusters, and again by the clusters of one half on the other', () => {
    expect(together([WITHIN, DIFFERENCE], 'labels')).toMatchObject({
      ...{ estimate: 0.3, p: 0.01, heldOut: [{ null: 'labels', p: 0.02 }], required: ['labels'] },
      decision: { status: 'supported', survives: ['labels'], reason: null },
    });
  });

  it.each([
    ['opposite', {}, { low: -0.5, high: -0.1 }, 'not supported', 'less than pairs of two'],
    [
      'equivalent',
      {},
      { equivalent: true },
      'not supported',
      '±0.20 logits, the smallest interaction of interest: a share of what one feature does, and 0.00050 % of the contrast',
    ],
    ['by chance', {}, { p_greater: 0.03 }, 'not distinguishable', 'Permuting cluster labels'],
    ['an interval that holds zero', {}, { low: -0.01 }, 'not distinguishable', 'the interval holds zero'],
    ['no more than controls', { low: -0.1 }, {}, 'not distinguishable', 'control pairs'],
    ['on all prompts only', {}, { p_held_out: 0.026 }, 'not distinguishable', 'clusters of one half'],
    ['no halves', {}, { p_held_out: null }, 'not testable', 'could not be asked'],
    ['no interval', {}, { low: null }, 'not testable', 'Too few pairs'],
  ])('%s', (_, within, difference, status, reason) => {
    const rows = [
      { ...WITHIN, ...within },
      { ...DIFFERENCE, ...difference },
    ];
    const found = together(rows, 'labels') as Together;
    expect(found.decision.status).toBe(status);
    expect(found.decision.reason).toContain(reason);
  });

  it('is not testable without an index', () => {
    for (const rows of [[], [WITHIN]]) expect(together(rows, 'labels')).toMatch(/^No interaction index/);
  });
});
