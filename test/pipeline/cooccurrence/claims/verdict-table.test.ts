import { expect, it } from 'vitest';
import { verdictTable } from '../../../../pipeline/cooccurrence/claims/verdict-table.ts';

const ROW = { hypothesis: 'H1', claim: 'Clusters.', estimate: 0.5, low: 0.25, high: 0.75, p: 0.001, survives: ['rotation'], status: 'supported', reason: null }; // biome-ignore format: one line

it('prints each hypothesis with its numbers and its reason, and counts the rest', () => {
  const other = {
    ...ROW,
    hypothesis: 'H4',
    status: 'not testable',
    estimate: null,
    p: null,
    survives: [],
    reason: 'No index.',
  };
  const finding = { ...ROW, hypothesis: 'modularity' };
  expect(verdictTable([ROW, other, finding])).toBe(
    [
      'H1  supported     Clusters.',
      '                  estimate 0.50 [0.25, 0.75] · p 0.0010 · survives rotation',
      'H4  not testable  Clusters.',
      '                  No index.',
      '1 of 1 other findings are supported; table verdict has them all.',
      '',
    ].join('\n'),
  );
});

it('prints nothing for no verdicts', () => {
  expect(verdictTable([])).toBe('');
});
