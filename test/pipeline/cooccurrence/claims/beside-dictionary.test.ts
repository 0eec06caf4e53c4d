import { describe, expect, it } from 'vitest';
import { effectBeside, relevanceBeside } from '../../../../pipeline/cooccurrence/claims/beside-dictionary.ts';
import type { GroupingEvidence } from '../../../../pipeline/cooccurrence/claims/h5-effect.ts';

const row = (set: string, n: number, dropped: number) => ({ set, n, width: 128, m: 16, m_drop: dropped, reason: null });

describe('relevance beside raw coordinates', () => {
  it('compares what is lost, and tells fewer directions and most of the residual apart', () => {
    const said = relevanceBeside([
      row('kept', 100, 15),
      row('top kept', 100, 4),
      row('components', 99, 1),
      row('mean-differences', 7, 8),
      row('neurons', 100, 15.5),
    ]);
    expect(said).toContain('the 100 features of largest attribution costs 12.00 of 16.00 logits');
    expect(said).toContain('99 principal components of the residual 15.00 (99 of 128 dimensions: most of the residual');
    expect(said).toContain('do better than 100 neurons of the last feed-forward.');
    expect(said).toContain('For each direction more is lost with 7 differences of means between answers (1.14 logits each, a feature 0.12).'); // biome-ignore format: one line
    // Most of the residual is no comparison.
    expect(said).not.toContain('no better than');
  });

  it('says both of few directions that lose more in all', () => {
    const said = relevanceBeside([row('top kept', 100, 8), row('mean-differences', 9, 6.5)]);
    expect(said).toContain('They do no better than 9 differences of means between answers.');
    expect(said).toContain('(1.06 logits each, a feature 0.08)');
  });

  it('says so where features do no better', () => {
    const said = relevanceBeside([
      row('top kept', 10, 14),
      row('components', 10, 10),
      row('mean-differences', 5, 15.5),
    ]);
    expect(said).toContain('no better than 10 principal components of the residual');
    expect(said).toContain('For each direction no more is lost with 5 differences of means');
    expect(said).not.toContain('do better than');
  });

  it('says nothing without features or coordinates', () => {
    expect(relevanceBeside([row('top kept', 0, 16), row('neurons', 5, 3)])).toBeNull();
    expect(relevanceBeside([row('top kept', 9, 16), row('neurons', 0, 16)])).toBeNull();
  });
});

describe('groups beside groups of raw coordinates', () => {
  const of = (method: string, own: Partial<GroupingEvidence>): GroupingEvidence => ({
    ...{ method, clusters: 3, n: 20, n_units: 20, selectivity: 2, low: 1, high: 3, null_mean: null, p: null },
    ...{ difference: null, difference_low: null, difference_high: null, reason: null, ...own },
  });
  it('says which the clusters exceed, by the interval of the difference', () => {
    const said = effectBeside([
      of('network', {}),
      of('decoder-cosine', { selectivity: 9 }),
      of('neurons', { selectivity: 0.1, difference_low: 1.5, difference_high: 2 }),
      of('components', { selectivity: 2.1, difference_low: -0.5, difference_high: 0.5 }),
      of('mean-differences', { clusters: 8, n: 8, selectivity: 7, difference_low: -6, difference_high: -4 }),
    ]);
    expect(said).toContain('clusters of 20 features have a selectivity of 2.00 logits, 20 neurons of the last feed-forward in 3 groups 0.10'); // biome-ignore format: one line
    expect(said).toContain('do better than 20 neurons of the last feed-forward.');
    expect(said).toContain('do worse than 8 differences of means between answers.');
    expect(said).toContain('not told apart from 20 principal components of the residual.');
    expect(said).not.toContain('9.00');
  });

  it('says nothing where nothing was taken out', () => {
    expect(effectBeside([of('network', { selectivity: null })])).toBeNull();
    expect(effectBeside([of('network', {}), of('neurons', { selectivity: null })])).toBeNull();
  });
});
