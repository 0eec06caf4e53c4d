import { expect, it } from 'vitest';
import { controlRows, controlSentence } from '../../../../pipeline/cooccurrence/claims/control.ts';
import type { VerdictRow } from '../../../../pipeline/cooccurrence/claims/h1-to-h5.ts';

const row = (hypothesis: string, status: VerdictRow['status']): VerdictRow => ({
  ...{ hypothesis, kind: 'hypothesis', claim: 'c', estimate: 1, low: 0, high: 2, unit: 'u', p: 0.1, p_held_out: 0.2 },
  ...{ survives: [], status, reason: 'r', n: 3, n_units: 2 },
});

it('repeats the verdicts under the name of the control, and is empty in a study of the model itself', () => {
  const verdicts = [row('H1', 'not supported'), row('edges', 'supported')];
  expect(controlRows('none', verdicts)).toEqual([]);
  expect(controlRows(undefined, verdicts)).toEqual([]);
  expect(controlRows('shuffled-weights', verdicts)).toEqual([
    { control: 'shuffled-weights', hypothesis: 'H1', claim: 'c', estimate: 1, low: 0, high: 2, p: 0.1, status: 'not supported', reason: 'r' }, // biome-ignore format: one line
    expect.objectContaining({ control: 'shuffled-weights', hypothesis: 'edges', status: 'supported' }),
  ]);
});

it('names what is supported where nothing was learnt', () => {
  const said = (...statuses: VerdictRow['status'][]) =>
    controlSentence(controlRows('shuffled-weights', statuses.map((status, k) => row(`H${k}`, status)))); // biome-ignore format: one line
  expect(said('not supported', 'not testable')).toEqual([expect.stringContaining('no claim is supported')]);
  expect(said('supported', 'not supported')).toEqual([expect.stringContaining('control: H0 supported')]);
  expect(controlSentence([])).toEqual([]);
});
