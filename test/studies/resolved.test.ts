import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as cooccurrence from '../../pipeline/cooccurrence/settings.ts';
import { instancesOf } from '../../src/run/analysis.ts';
import { loadStudy } from '../study.ts';

/** The settings of every study file as they were resolved before analyses had settings of their own; paths from the root. New keys may join. */
const BEFORE = JSON.parse(
  readFileSync('test/studies/resolved.json', 'utf8').replaceAll('<root>', process.cwd()),
) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;

it.each(Object.keys(BEFORE))('%s: what the stages see is what it was', (file) => {
  const [instance, ...others] = instancesOf(loadStudy(file), cooccurrence);
  expect(others).toEqual([]);
  expect(instance.scope).toBe('main');
  expect(JSON.parse(JSON.stringify(instance.study))).toMatchObject(BEFORE[file]);
});

it.each(Object.keys(BEFORE))('%s: run.json keeps every key that it had', (file) => {
  const { dictionaries, analyses, ...flat } = JSON.parse(JSON.stringify(loadStudy(file))) as Record<string, unknown>;
  expect(flat).toMatchObject(BEFORE[file]);
  expect(dictionaries).toEqual([{ name: 'sae', ...(BEFORE[file].sae as object) }]);
  expect(Object.keys(analyses as object)).toEqual(['task', 'cooccurrence']);
});
