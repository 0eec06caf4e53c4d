import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Closing, runClosing } from '../../src/run/closing.ts';
import type { PlannedUnit, StageRun } from '../../src/run/plan-run.ts';
import type { Study } from '../../src/run/study/study.ts';
import { Tables } from '../../src/run/tables/tables.ts';
import { fakeStudy } from '../pipeline/fake-stages.ts';
import { declared, unitOf } from './declared.ts';

let tables: Tables;
let out: string;
let study: Study;
let written: number;
beforeEach(async () => {
  tables = await Tables.open(':memory:');
  out = mkdtempSync(join(tmpdir(), 'cofire-closing-'));
  study = fakeStudy(out);
  written = 0;
  return () => tables.close();
});

const closing: Closing = {
  name: 'report',
  code: 'code',
  files: ['report.txt'],
  async write(folder, _, { name }, note) {
    written++;
    writeFileSync(join(folder, 'report.txt'), name);
    note('a note');
  },
};
const planOf = (hash: string): PlannedUnit[] => {
  return [{ ...unitOf(declared('network', {}, [])), hash: hash.repeat(64), before: undefined, current: true }];
};

async function run({ code = 'code', plan = planOf('a'), force = false, name = study.name } = {}) {
  const stored = await tables.query<StageRun>('stage_run');
  const notes: string[] = [];
  const report = await runClosing(
    { ...closing, code },
    { ...study, name },
    tables,
    out,
    { plan, stored, force },
    notes,
  );
  return { report, notes };
}

describe('what is made after the last stage', () => {
  it('is made once, with its notes and a row under no analysis of its own, and not again while nothing changes', async () => {
    const { report, notes } = await run();
    expect(report).toMatchObject({ analysis: 'report', scope: 'main', stage: 'report', rows: 0, skipped: false });
    expect(report.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(notes).toEqual(['a note']);
    expect(await tables.query<StageRun>('stage_run')).toMatchObject([{ stage: 'report', hash: report.hash }]);
    const again = await run();
    expect(again.report).toMatchObject({ hash: report.hash, seconds: report.seconds, skipped: true });
    expect([written, again.notes]).toEqual([1, []]);
  });

  it.each([
    ['a stage', { plan: planOf('b') }],
    ['its own code', { code: 'newer' }],
    ['the name of the study', { name: 'other' }],
    ['nothing, and it is forced', { force: true }],
  ])('is made again when what has changed is %s', async (_, changes) => {
    await run();
    expect((await run(changes)).report.skipped).toBe(false);
    expect(written).toBe(2);
  });

  it('is made again when a file of it is missing', async () => {
    await run();
    rmSync(join(out, 'report.txt'));
    expect((await run()).report.skipped).toBe(false);
    expect(existsSync(join(out, 'report.txt'))).toBe(true);
  });
});
