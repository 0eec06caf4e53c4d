import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { StudyError } from '../../src/errors.ts';
import type { Unit } from '../../src/run/analysis.ts';
import { outdated, planUnits, rangeOf, requireCurrent, type StageRun, shardFolder } from '../../src/run/plan-run.ts';
import { openShards } from '../../src/run/shards.ts';
import { shards } from '../../src/run/stage-input.ts';
import { fakeStages, fakeStudy, fakeUnits } from '../pipeline/fake-stages.ts';
import { declared, unitOf } from './declared.ts';

const folder = mkdtempSync(join(tmpdir(), 'cofire-plan-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { stages } = fakeStages();
const unitsOf = (overrides: readonly string[]) => fakeUnits(fakeStudy(folder, overrides), stages);
const plan = (overrides: readonly string[], stored: readonly StageRun[]) =>
  planUnits({ out: folder, units: unitsOf(overrides), codeOf: () => 'code' }, stored);
const storedOf = (units: ReturnType<typeof planUnits>): StageRun[] =>
  units.map(({ analysis, scope, stage, hash }) => {
    return { analysis, scope, stage: stage.name, hash, settings: '{}', rows: 1, seconds: 1, peak_rss_bytes: 1 };
  });
const whole = storedOf(plan([], []));

describe('a unit', () => {
  it('is current when it ran with this hash', () => {
    expect(plan([], []).map(({ current }) => current)).toEqual([false, false]);
    expect(plan([], whole).map(({ current }) => current)).toEqual([true, true]);
    expect(plan(['network.threshold=0.5'], whole).map(({ current }) => current)).toEqual([true, false]);
  });

  it('is not current for what another analysis or instance of its name did', () => {
    for (const other of [{ analysis: 'other' }, { scope: 'res8' }])
      expect(
        plan(
          [],
          whole.map((run) => ({ ...run, ...other })),
        ).map(({ before }) => before),
      ).toEqual([undefined, undefined]);
  });

  it('whose shards a later stage reads is current only while they are all there', () => {
    const attribute = declared('attribute', {}, []);
    const steer = declared('steer', { attributed: shards('attribute') }, ['steering']);
    const units: Unit[] = [attribute, steer].map((stage) => unitOf(stage));
    const out = mkdtempSync(join(folder, 'run-'));
    const of = (stored: readonly StageRun[]) => planUnits({ out, units, codeOf: () => 'code' }, stored);
    const [{ hash }] = of([]);
    const stored = storedOf(of([]));
    const current = () => of(stored).map((unit) => unit.current);
    expect(current()).toEqual([false, true]);
    const made = openShards(out, 'attribute', hash, { sizes: [1, 1] });
    made.write(0, {});
    expect(current()).toEqual([false, true]);
    made.write(1, {});
    expect(current()).toEqual([true, true]);
    expect(shardFolder(out, units[0], hash).path).toBe(made.path);
    expect(shardFolder(out, { ...units[0], scope: 'res8' }, hash).path).toContain(join('shards', 'res8', 'attribute-'));
  });
});

it('outdated are stages of another hash, not those that never ran', () => {
  expect(outdated(plan([], []))).toEqual([]);
  expect(outdated(plan([], whole))).toEqual([]);
  expect(outdated(plan(['network.threshold=0.5'], whole))).toEqual(['network']);
  expect(outdated(plan(['seed=2'], whole))).toEqual(['correlate', 'network']);
});

describe('the range of a run', () => {
  const units = unitsOf([]);

  it('refuses a first stage after one that is not current, an order turned round, and a stage that is none', () => {
    expect(() => requireCurrent(plan([], whole).slice(0, 2))).not.toThrow();
    expect(() => requireCurrent(plan(['seed=2'], whole).slice(0, 1))).toThrow('--from: stage correlate before it');
    // What closes a run stands after the last of the two.
    expect(rangeOf(units, {})).toEqual({ first: 0, last: 2 });
    const closing = { name: 'report' };
    expect(rangeOf(units, { closing, to: 'report' })).toEqual({ first: 0, last: 2 });
    expect(rangeOf(units, { closing, from: 'report' })).toEqual({ first: 2, last: 2 });
    expect(rangeOf(units, { closing, to: 'network' })).toEqual({ first: 0, last: 1 });
    expect(rangeOf(units, { from: 'network', to: 'network' })).toEqual({ first: 1, last: 1 });
    expect(() => rangeOf(units, { from: 'network', to: 'correlate' })).toThrow(StudyError);
    expect(() => rangeOf(units, { to: 'steer' })).toThrow('--to: steer, expected one of correlate, network');
  });

  it('goes from the first instance of a stage to the last', () => {
    const two = [...units, ...units.map((unit) => ({ ...unit, scope: 'res8' }))];
    expect(rangeOf(two, { from: 'network', to: 'correlate' })).toEqual({ first: 1, last: 2 });
    expect(rangeOf(two, { from: 'network', to: 'network' })).toEqual({ first: 1, last: 3 });
  });

  it('asks for the analysis where two have a stage of that name', () => {
    const two = [...units, ...units.map((unit) => ({ ...unit, analysis: 'other' }))];
    expect(() => rangeOf(two, { from: 'network' })).toThrow(
      '--from: network, expected one of fake.network, other.network',
    );
    expect(rangeOf(two, { from: 'other.network' })).toEqual({ first: 3, last: 4 });
  });
});

it('two stages that write one table are refused before anything runs', () => {
  const clash = unitOf(declared('clash', {}, ['edge']), 'main', 'fake');
  const units = [...unitsOf([]), clash];
  expect(() => planUnits({ out: folder, units, codeOf: () => 'code' }, [])).toThrow('table main.edge: written by');
});
