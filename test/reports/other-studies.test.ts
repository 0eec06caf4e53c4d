import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { otherStudies } from '../../reports/other-studies.ts';
import { subjectOf } from '../../reports/run-summary.ts';
import type { Context } from '../../reports/section.ts';
import { summaryOf, writeRun } from './run-summaries.ts';

const MANIFEST = {
  study: { file: '/s/a.yaml', model: { path: '/m' }, task: { file: '/s/t.csv', answers: 'words' as const } },
  sha256: { 't.csv': '1' },
};
const subject = subjectOf(MANIFEST);
const at = (folder: string) => ({ run: folder, report: folder });

it('shows runs beside this one that ask the same model the same prompts, and no others', async () => {
  const root = mkdtempSync(join(tmpdir(), 'cofire-others-'));
  const own = join(root, 'own');
  writeRun(own, summaryOf('own', { subject }));
  expect(otherStudies(at(own), MANIFEST)).toEqual([]);
  writeRun(join(root, 'same'), summaryOf('same', { subject }));
  writeRun(join(root, 'elsewhere'), summaryOf('another task'));
  writeRun(join(root, 'damaged'), '{');
  const [section] = otherStudies(at(own), MANIFEST);
  const { text } = await section.render({} as Context);
  expect(text).toContain('href="../../same/report/index.html"');
  expect(text).not.toMatch(/own|another task|damaged/);
});

it('shows the newest eight', async () => {
  const root = mkdtempSync(join(tmpdir(), 'cofire-others-'));
  for (let night = 10; night < 30; night++)
    writeRun(join(root, `n${night}`), summaryOf(`n${night}`, { subject, started: `2026-01-${night}T00:00:00Z` }));
  const [section] = otherStudies(at(join(root, 'n29')), MANIFEST);
  const { text } = await section.render({} as Context);
  expect([...text.matchAll(/>(n\d\d)<\/a>/g)].map(([, name]) => name)).toEqual(
    [28, 27, 26, 25, 24, 23, 22, 21].map((night) => `n${night}`),
  );
});

it('shows those beside a report that is written elsewhere, but never its own run', async () => {
  const [root, elsewhere] = ['cofire-others-', 'cofire-elsewhere-'].map((name) => mkdtempSync(join(tmpdir(), name)));
  for (const name of ['own', 'same']) writeRun(join(root, name), summaryOf(name, { subject }));
  const run = join(root, 'own');
  expect(otherStudies({ run, report: join(elsewhere, 'report-of-own') }, MANIFEST)).toEqual([]);
  const [section] = otherStudies({ run, report: join(root, 'again') }, MANIFEST);
  const { text } = await section.render({} as Context);
  expect(text).toContain('href="../../same/report/index.html"');
  expect(text).not.toContain('own');
});

it('is absent where the subject is not known, or the folder is gone', () => {
  expect(otherStudies(at('/nowhere/at/all'), MANIFEST)).toEqual([]);
  expect(otherStudies(at(tmpdir()), {})).toEqual([]);
});
