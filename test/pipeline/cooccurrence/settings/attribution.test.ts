import { expect, it } from 'vitest';
import { attribution, attributionCheck, features } from '../../../../pipeline/cooccurrence/settings/attribution.ts';
import { defaultsOf } from '../../../../src/run/study/fill.ts';

it("seed-exact attributes as the study's author's code did", () => {
  expect(defaultsOf(attribution, 'seed-exact')).toEqual({
    method: 'gradient',
    contrast: 'random-foil',
    positions: 'last',
    bos: 'include',
  });
  expect(defaultsOf(features, 'seed-exact')).toEqual({ min_prevalence: 1 });
});

it('recommended takes a fixed contrast, sums positions and leaves BOS out', () => {
  expect(defaultsOf(attribution, 'recommended')).toMatchObject({
    contrast: 'mean-of-others',
    positions: 'sum',
    bos: 'exclude',
  });
});

it('the check is the same under both', () => {
  expect(defaultsOf(attributionCheck, 'recommended')).toEqual(defaultsOf(attributionCheck, 'seed-exact'));
});
