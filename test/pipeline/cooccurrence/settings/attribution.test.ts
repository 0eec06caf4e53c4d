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
  expect(defaultsOf(features, 'seed-exact')).toMatchObject({
    by: 'prevalence',
    min_prevalence: 1,
    merge_copies: false,
  });
});

it('recommended selects by attribution: what is on in every prompt cannot tell prompts apart', () => {
  expect(defaultsOf(features, 'recommended')).toMatchObject({
    by: 'attribution',
    share: 0.8,
    most: 400,
    merge_copies: true,
  });
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
