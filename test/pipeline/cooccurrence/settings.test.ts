import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import * as cooccurrence from '../../../pipeline/cooccurrence/settings.ts';
import { instancesOf } from '../../../src/run/analysis.ts';
import { defaultsOf } from '../../../src/run/study/fill.ts';
import { leavesOf, PRESETS } from '../../../src/run/study/leaf.ts';
import { valueAt } from '../../../src/run/study/resolve-analyses.ts';
import { anotherValue } from '../../another-value.ts';
import { parseStudy } from '../../study.ts';

const { settings } = cooccurrence;
const REST = 'name: x\nmodel: { path: m }\ntask: { file: t }\n';
const seenOf = (text: string, overrides: readonly string[]) =>
  instancesOf(parseStudy(REST + text, '/at/x.yaml', overrides), cooccurrence)[0].study;

it.each(PRESETS)('preset %s is complete and valid by itself', (preset) => {
  expect(seenOf(`sae: { path: s }\npreset: ${preset}\n`, [])).toMatchObject({
    preset,
    ...defaultsOf(settings, preset),
  });
});

/** What has to be set beside a leaf for another value of it to be allowed. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  'features.merge_copies': ['steering.experiments=[]'],
  'correlation.covariates': ['correlation.method=partial'],
  'correlation.method': ['correlation.weights=equal'],
  'steering.mode': ['steering.scaling=[none]'],
};

it.each(leavesOf(settings.children).map(([key]) => key))(
  '%s: a change of it reaches the stages, in both forms',
  (key) => {
    const leaf = leavesOf(settings.children).find(([other]) => other === key)?.[1];
    if (leaf === undefined) throw new Error(`no leaf ${key}`);
    const beside = BESIDE[key] ?? [];
    const path = key.split('.');
    const short = 'sae: { path: s }\npreset: seed-exact\n';
    const long = 'dictionaries: { sae: { path: s } }\nanalyses: { cooccurrence: { on: sae, preset: seed-exact } }\n';
    const before = valueAt(seenOf(short, key === 'correlation.covariates' ? [] : beside), path);
    const value = anotherValue(leaf.type, before);
    expect(value).not.toEqual(before);
    const set = `${key}=${JSON.stringify(value)}`;
    const paths = leaf.type.kind === 'list' && leaf.type.of.kind === 'text' && leaf.type.of.isPath === true;
    const seen = paths ? (value as string[]).map((file) => resolve('/at', file)) : value;
    expect(valueAt(seenOf(short, [...beside, set]), path)).toEqual(seen);
    expect(seenOf(long, [...beside, set])).toEqual(seenOf(short, [...beside, set]));
    expect(seenOf(long, [...beside, `analyses.cooccurrence.${set}`])).toEqual(seenOf(short, [...beside, set]));
    expect(seenOf(short, [...beside, `analyses.cooccurrence.${set}`])).toEqual(seenOf(short, [...beside, set]));
  },
);

it('refuses a foil held fixed where no prompt has one', () => {
  const text = 'sae: { path: s }\npreset: recommended\ncorrelation: { method: partial, covariates: [foil] }\n';
  expect(() => seenOf(text, [])).toThrow(/correlation\.covariates: foil, expected a contrast with one foil/);
  expect(() => seenOf(text, ['attribution.contrast=foil'])).not.toThrow();
});
