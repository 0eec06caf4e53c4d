import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { refuseOtherStudy } from '../../src/run/folder-of-study.ts';

const out = mkdtempSync(join(tmpdir(), 'cofire-folder-'));
afterAll(() => rmSync(out, { recursive: true }));
const own = { name: 'facts', file: '/a/facts.yaml', model: { path: '/m' }, task: { file: '/a/facts.csv' } };
const holds = (study: unknown) =>
  writeFileSync(join(out, 'run.json'), typeof study === 'string' ? study : JSON.stringify({ study }));

it('lets a study into its own folder, whatever its settings are and wherever its file was moved to', () => {
  expect(() => refuseOtherStudy(join(out, 'nowhere'), own, false)).not.toThrow();
  for (const change of [
    {},
    { seed: 9 },
    { file: '/b/facts.yaml' },
    { task: { file: '/a/other.csv' } },
    { model: { path: '/n' } },
  ]) {
    holds({ ...own, ...change });
    expect(() => refuseOtherStudy(out, own, false), JSON.stringify(change)).not.toThrow();
  }
});

it('refuses another study, by its name or by its file and what it is of, unless all is made anew', () => {
  holds({ ...own, name: 'capitals' });
  expect(() => refuseOtherStudy(out, own, false)).toThrow(
    `${out}: the tables of the study "capitals", expected an empty folder, or one of "facts". Name another folder with --out`,
  );
  expect(() => refuseOtherStudy(out, own, true)).not.toThrow();
  holds({ ...own, file: '/b/facts.yaml', task: { file: '/b/facts.csv' } });
  expect(() => refuseOtherStudy(out, own, false)).toThrow('another study of the name "facts" (/b/facts.yaml)');
});

it('asks nothing of a folder that cannot be told', () => {
  for (const text of ['', '{', '[]', '{"study": 3}', '{"study": {"name": null}}']) {
    holds(text);
    expect(() => refuseOtherStudy(out, own, false), text).not.toThrow();
  }
});
