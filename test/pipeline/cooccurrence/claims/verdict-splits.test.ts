import { expect, it } from 'vitest';
import { verdictSplits } from '../../../../pipeline/cooccurrence/claims/verdict-splits.ts';

const first = (method: string, selectivity: number, p: number | null, difference: number | null) => ({
  ...{ method, clusters: 2, n: 9, n_units: 8, selectivity, low: null, high: null, null_mean: null, p, difference },
  ...{ difference_low: null, difference_high: null, reason: null },
});
const again = (method: string, split: string, selectivity: number | null, difference: number | null) => {
  return { method, split, selectivity, difference, reason: selectivity === null ? 'no cluster' : null };
};

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
      groupings: [
        first('network', 2, 0.01, null),
        first('decoder-cosine', 1.5, 0.02, 0.5),
        first('neurons', 9, null, -7),
      ],
      groupingsAgain: [
        again('network', 'strata 2', 1, null),
        again('decoder-cosine', 'strata 2', 0.4, 0.6),
        again('attribution-class', 'strata 2', 1.25, -0.25),
        again('network', 'strata 3', null, null),
      ],
    },
    'strength',
  );
  expect(rows.map(({ hypothesis, split, p }) => [hypothesis, split, p])).toEqual([
    ['H1', 'strata', null],
    ['H2', 'strata', 0.02],
    ['H2', 'strata 2', null],
    ['H3', 'strata', 0.01],
    ['H4', 'strata 2', null],
    ['H5a', 'strata', 0.01],
    ['H5b', 'strata', null],
    ['H5a', 'strata 2', null],
    ['H5b', 'strata 2', null],
    ['H5a', 'strata 3', null],
    ['H5b', 'strata 3', null],
  ]);
  // The references of raw coordinates are no groupings of the features.
  expect(rows.filter(({ hypothesis }) => hypothesis === 'H5a').map(({ estimate }) => estimate)).toEqual([2, 1, null]);
  expect(rows.filter(({ hypothesis }) => hypothesis === 'H5b').map(({ estimate }) => estimate)).toEqual([
    0.5,
    -0.25,
    null,
  ]);
  for (const { p, reason } of rows) expect(reason === null).toBe(p !== null);
});
