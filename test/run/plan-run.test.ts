import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { StudyError } from '../../src/errors.ts';
import { outdated, planStages, rangeOf, requireCurrent, type StageRun } from '../../src/run/plan-run.ts';
import { fakeStages, fakeStudy } from '../pipeline/fake-stages.ts';

const folder = mkdtempSync(join(tmpdir(), 'cofire-plan-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { stages } = fakeStages();
const plan = (overrides: readonly string[], stored: readonly StageRun[]) =>
  planStages({ study: fakeStudy(folder, overrides), out: folder, stages, codeOf: () => 'code' }, stored);
const whole = plan([], []).map(
  ({ stage, hash }): StageRun => ({ stage: stage.name, hash, rows: 1, seconds: 1, peak_rss_bytes: 1 }),
);

it('a stage is current when it ran with this hash and its files are there', () => {
  expect(plan([], []).map(({ current }) => current)).toEqual([false, false, false]);
  expect(plan([], whole).map(({ current }) => current)).toEqual([true, true, false]); // report.txt was never made
  expect(plan(['network.threshold=0.5'], whole).map(({ current }) => current)).toEqual([true, false, false]);
});

it('outdated are stages of another hash, not those that never ran or only lack a file', () => {
  expect(outdated(plan([], []))).toEqual([]);
  expect(outdated(plan([], whole))).toEqual([]);
  expect(outdated(plan(['network.threshold=0.5'], whole))).toEqual(['network', 'report']);
});

it('refuses a first stage after one that is not current, an order turned round, and a stage that is none', () => {
  expect(() => requireCurrent(plan([], whole).slice(0, 2))).not.toThrow();
  expect(() => requireCurrent(plan(['seed=2'], whole).slice(0, 1))).toThrow('--from: stage correlate before it');
  expect(rangeOf(stages, {})).toEqual({ first: 0, last: 2 });
  expect(rangeOf(stages, { from: 'network', to: 'network' })).toEqual({ first: 1, last: 1 });
  expect(() => rangeOf(stages, { from: 'report', to: 'network' })).toThrow(StudyError);
  expect(() => rangeOf(stages, { to: 'steer' })).toThrow('stage: steer, expected one of correlate, network, report');
});
