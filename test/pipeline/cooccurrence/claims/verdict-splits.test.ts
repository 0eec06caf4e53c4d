import { expect, it } from 'vitest';
import { verdictSplits } from '../../../../pipeline/cooccurrence/claims/verdict-splits.ts';

it('has a row for each hypothesis and split, with the reason where there is no p', () => {
  const correlation = { measure: 'strength', definition: 'removal', r: 0.4, low: null, high: null, p: 0.01 };
  const rows = verdictSplits(
    {
      cohesion: [{ split: 'strata', estimate: 0.2, p: null, reason: null }],
      sets: [
        { split: 'strata', estimate: 1, p: 0.02 },
        { split: 'strata 2', estimate: null, p: null },
      ],
      importance: [
        { ...correlation, scope: 'all' },
        { ...correlation, scope: 'strata' },
        { ...correlation, scope: 'strata', measure: 'degree' },
        { ...correlation, scope: 'strata', definition: 'steering' },
      ],
      interactions: [{ split: 'strata 2', estimate: null, p: null, reason: 'no pair' }],
    },
    'strength',
  );
  expect(rows.map(({ hypothesis, split, p }) => [hypothesis, split, p])).toEqual([
    ['H1', 'strata', null],
    ['H2', 'strata', 0.02],
    ['H2', 'strata 2', null],
    ['H3', 'strata', 0.01],
    ['H4', 'strata 2', null],
  ]);
  for (const { p, reason } of rows) expect(reason === null).toBe(p !== null);
});
