import { expect, it } from 'vitest';
import { keyNames } from '../../../src/run/study/key-names.ts';
import { ANALYSES } from './tiny-analyses.ts';

const named = (written: Record<string, unknown>, key: string) => keyNames(written, ANALYSES)(key.split('.'));
const top = 'analyses.together.network.threshold';

it('in a short study the keys of the marked analysis and of the dictionary stand at the top', () => {
  expect(named({}, top)).toBe('network.threshold');
  expect(named({}, 'analyses.together.preset')).toBe('preset');
  expect(named({}, 'dictionaries.sae.path')).toBe('sae.path');
  expect(named({}, 'seed')).toBe('seed');
});

it('in a long study a key is named where it stands, or where it would', () => {
  const below = { analyses: { together: { network: { threshold: 2 } } }, dictionaries: { sae: {} } };
  expect(named(below, top)).toBe(top);
  expect(named(below, 'dictionaries.sae.path')).toBe('dictionaries.sae.path');
  expect(named({ analyses: { together: {} }, network: { threshold: 2 } }, top)).toBe('network.threshold');
  expect(named({ analyses: { together: {} } }, top)).toBe(top);
  expect(named({ analyses: { paths: {} } }, 'analyses.paths.on')).toBe('analyses.paths.on');
});

it('keys of an implied analysis stand at the top always', () => {
  expect(named({ analyses: { paths: {} } }, 'analyses.prompts.attribution.contrast')).toBe('attribution.contrast');
});
