import { expect, it } from 'vitest';
import { sources } from '../../../../pipeline/cooccurrence/settings/sources.ts';
import { defaultsOf } from '../../../../src/run/study/fill.ts';

it('the study has its own network alone; recommended holds it against both others', () => {
  expect(defaultsOf(sources, 'seed-exact')).toEqual({ networks: [] });
  expect(defaultsOf(sources, 'recommended')).toEqual({ networks: ['activation', 'generic'] });
});
