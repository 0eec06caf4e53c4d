import { expect, it } from 'vitest';
import * as analyses from '../../pipeline/analyses.ts';
import { checkValue } from '../../src/run/study/check-value.ts';
import { dictionary } from '../../src/run/study/dictionary-settings.ts';
import { leavesOf, PRESETS } from '../../src/run/study/leaf.ts';
import { topKeys } from '../../src/run/study/short-form.ts';
import { study } from '../../src/run/study/study-settings.ts';

const ALL = Object.values(analyses);
const LEAVES = [study, dictionary, ...ALL.map(({ settings }) => settings)].flatMap(({ children }) =>
  leavesOf(children),
);

it('each stands under its own name, and one is that of the short form', () => {
  for (const [name, analysis] of Object.entries(analyses)) expect(analysis.name).toBe(name);
  expect(ALL.filter((analysis) => 'short' in analysis && analysis.short).map(({ name }) => name)).toEqual([
    'cooccurrence',
  ]);
});

it('no key of an analysis is one of the study, which its stages see beside it', () => {
  const taken = [...topKeys(undefined), 'file', 'on', 'sae'];
  for (const { settings } of ALL)
    expect(Object.keys(settings.children).filter((key) => taken.includes(key))).toEqual([]);
});

it.each(LEAVES)(
  '%s says what it means, and its defaults are of its type',
  (_, { meaning, type, defaults, optional }) => {
    expect(meaning).toMatch(/^[A-Z`].*\.$/);
    expect(meaning).not.toContain('|');
    if (defaults !== undefined)
      for (const preset of PRESETS) expect(checkValue(type, defaults[preset])).toBeUndefined();
    expect(defaults !== undefined && optional).toBe(false);
  },
);
