import { expect, it } from 'vitest';
import { suggest } from '../../../src/run/study/suggest.ts';

const KEYS = ['network', 'nulls', 'name', 'threshold'];

it.each([
  ['netwrok', 'network'],
  ['Network', 'network'],
  ['null', 'nulls'],
  ['treshold', 'threshold'],
  ['thresholds', 'threshold'],
])('%s is close to %s', (word, expected) => {
  expect(suggest(word, KEYS)).toBe(expected);
});

it('says nothing when no candidate is close', () => {
  expect(suggest('verdict', KEYS)).toBeUndefined();
  expect(suggest('x', [])).toBeUndefined();
});

it('takes the earlier of two that are equally close', () => {
  expect(suggest('cat', ['bat', 'hat'])).toBe('bat');
});
