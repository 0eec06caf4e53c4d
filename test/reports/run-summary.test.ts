import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildReport } from '../../reports/build.ts';
import { outOfDate, readSummary, subjectOf } from '../../reports/run-summary.ts';
import { DOORS } from './doors.ts';
import { summaryOf, writeRun } from './run-summaries.ts';
import { writeSyntheticRun } from './synthetic-run.ts';

const root = mkdtempSync(join(tmpdir(), 'cofire-summary-'));

it('is written with a report: hypotheses alone, sizes in words, the time of all stages', async () => {
  const dir = join(root, 'whole');
  mkdirSync(dir);
  await writeSyntheticRun(dir, { prompts: 40, features: 90 });
  await buildReport(dir, { doors: DOORS });
  const read = readSummary(dir);
  if (typeof read === 'string') throw new Error(read);
  expect(read.sizes[0]).toBe('40 prompts');
  expect(read.claims.length).toBeGreaterThan(2);
  expect(read.claims.every(({ hypothesis }) => /^(H\d[ab]?|relevance)$/.test(hypothesis))).toBe(true);
  expect(read.seconds).toBeGreaterThan(0);
}, 120_000);

it('is a reason where it is absent, damaged or of another version', () => {
  const dir = join(root, 'damaged');
  expect(readSummary(dir)).toMatch(/no report/);
  const whole = JSON.stringify(summaryOf('a'));
  for (let cut = 0; cut < whole.length; cut += 7) {
    writeRun(dir, whole.slice(0, cut));
    expect(readSummary(dir), `${cut} letters`).toMatch(/damaged or of another version/);
  }
  writeRun(dir, JSON.stringify({ ...summaryOf('a'), claims: [{ hypothesis: 1 }] }));
  expect(readSummary(dir)).toMatch(/damaged or of another version/);
  writeRun(dir, summaryOf('a'));
  expect(readSummary(dir)).toEqual(summaryOf('a'));
});

it('says why a run is not what its summary says', () => {
  const dir = join(root, 'old');
  const reasonWith = (manifest: object): string | null => {
    writeRun(dir, summaryOf('a'), manifest);
    return outOfDate(dir, summaryOf('a'));
  };
  expect(reasonWith({})).toBeNull();
  expect(reasonWith({ stages: [{ stage: 'load', hash: 'other' }] })).toMatch(/older than its tables/);
  // The report's own hash is not one of the tables it was made from.
  expect(
    reasonWith({
      stages: [
        { stage: 'load', hash: 'hash' },
        { stage: 'report', hash: 'own' },
      ],
    }),
  ).toBeNull();
  expect(reasonWith({ status: 'failed', failed_stage: 'steer' })).toBe('stopped in the stage steer');
  expect(reasonWith({ status: 'running' })).toBe('going on, or cut off');
  expect(reasonWith({ outdated: ['nulls'] })).toBe('not up to date: nulls');
  writeFileSync(join(dir, 'run.json'), '{');
  expect(outOfDate(dir, summaryOf('a'))).toBe('run.json holds text that is not JSON');
  rmSync(dir, { recursive: true });
});

it('knows a subject by the model and what the task file holds, whatever the study file is named', () => {
  const study = {
    file: '/s/studies/a.yaml',
    model: { path: '/m' },
    task: { file: '/s/studies/tasks/t.csv', answers: 'words' as const },
  };
  const sha256 = { 'tasks/t.csv': '1', '../m/config.json': '2' };
  const own = subjectOf({ study, sha256 });
  expect(subjectOf({ study: { ...study, file: '/s/b.yaml' }, sha256: { 'studies/tasks/t.csv': '1' } })).toBe(own);
  expect(subjectOf({ study, sha256: { 'tasks/t.csv': '3' } })).not.toBe(own);
  expect(subjectOf({ study: { ...study, model: { path: '/n' } }, sha256 })).not.toBe(own);
  expect([subjectOf({}), subjectOf({ study, sha256: {} })]).toEqual(['', '']);
});
