import { expect, it } from 'vitest';
import { bracketsOf, smallestOfInterest } from '../../../../reports/cooccurrence/sections/verdicts.ts';
import type { Context } from '../../../../reports/section.ts';

const contextOf = (filled: readonly string[], rows: readonly object[] = []): Context =>
  ({
    settings: () => ({ sesoi: 0.2 }),
    filled: new Set(filled),
    query: async () => rows,
  }) as unknown as Context;

it('tells what lies beyond random sets from intervals of an estimate', () => {
  expect(bracketsOf('relevance')).toBe('beyond 95 % of the random sets');
  const own = ['H1', 'H2', 'H3', 'H4', 'H5a', 'H5b', 'modularity', 'anova_f:degree', 'slope:degree'].map(bracketsOf);
  expect(new Set(own)).toEqual(new Set(['95 % interval']));
});

it('gives the smallest effect of H4 as a share of one feature’s damage', async () => {
  const row = { measure: 'stratum_excess', scope: 'within-between', bound: 8e-5 };
  const filled = contextOf(['interaction_summary'], [{ ...row, scope: 'within', bound: 1 }, row]);
  expect(await smallestOfInterest(filled, 'H4')).toBe(
    '±8.00 × 10⁻⁵ (0.2 × the mean damage of one feature, 4.00 × 10⁻⁴ logits)',
  );
  expect(await smallestOfInterest(filled, 'H1')).toBe('±0.2 × the median of the null');
  for (const name of ['H2', 'H3']) expect(await smallestOfInterest(filled, name)).toBe('±0.2');
  for (const name of ['relevance', 'H5a', 'H5b']) expect(await smallestOfInterest(filled, name)).toBeNull();
  expect(await smallestOfInterest(contextOf([]), 'H4')).toBeNull();
});
