/** The whole study through every real stage, at a small size: what DESIGN promises of a run as a whole. */
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as analyses from '../../pipeline/analyses.ts';
import { closingReport } from '../../reports/closing-report.ts';
import { stageCode } from '../../src/run/code-hash.ts';
import type { StageReport } from '../../src/run/manifest.ts';
import { runStudy } from '../../src/run/runner.ts';
import { type TableName, Tables, tableNames } from '../../src/run/tables/tables.ts';
import { unitsOf } from '../../src/run/units.ts';
import { loadStudy } from '../study.ts';
import { writeSmallStudy } from './small-study.ts';

const MINUTES = 60_000;
/** Tables whose rows are exceptions, or belong to another route or to a second dictionary, or are given by the user. */
const MAY_BE_EMPTY: readonly TableName[] = [
  'uncorrelated',
  'correlation_level',
  'collinear_group',
  'label',
  'control',
  'replication',
  // Nothing stands beside the study's own task and network unless it says so.
  'cluster_transfer',
  'network_source',
  // Further splits ask nothing of clusters that do not matter.
  'grouping_split',
];

let folder: string;
let file: string;
let first: readonly StageReport[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-whole-'));
  file = await writeSmallStudy(folder);
  first = await run('first');
}, 5 * MINUTES);
afterAll(() => rmSync(folder, { recursive: true }));

async function run(out: string, overrides: readonly string[] = []): Promise<readonly StageReport[]> {
  const codeOf = stageCode();
  const target = { mode: 'quiet' as const, width: 80, now: () => 0, write: () => undefined };
  const study = loadStudy(file, overrides);
  const units = unitsOf(study, Object.values(analyses));
  const closing = await closingReport(study, Object.values(analyses), codeOf);
  return runStudy({ study, out: join(folder, out), units, codeOf, force: false, threads: 2, target, closing });
}

/** Every row of every table but stage_run, whose times differ. */
async function contents(out: string): Promise<Map<TableName, unknown[]>> {
  const tables = await Tables.open(join(folder, out, 'study.duckdb'), { readOnly: true });
  const rows = new Map<TableName, unknown[]>();
  for (const table of tableNames())
    if (table !== 'stage_run') rows.set(table, await tables.sql(`SELECT * FROM "${table}" ORDER BY ALL`));
  tables.close();
  return rows;
}

const ranIn = (reports: readonly StageReport[]) => reports.filter(({ skipped }) => !skipped).map(({ stage }) => stage);

it('every stage runs and fills every table', async () => {
  expect(ranIn(first)).toEqual([
    ...analyses.task.stages.map(({ name }) => name),
    ...analyses.cooccurrence.stages.map(({ name }) => name),
    'report',
  ]);
  const empty = [...(await contents('first'))].filter(([, rows]) => rows.length === 0).map(([table]) => table);
  expect(empty.filter((table) => !MAY_BE_EMPTY.includes(table))).toEqual([]);
});

it('the files of the contract are there', () => {
  for (const path of ['study.duckdb', 'run.json', 'network.json', 'network.gexf', 'report/index.html']) {
    expect(existsSync(join(folder, 'first', path)), path).toBe(true);
  }
});

it('nothing runs again while nothing changes', async () => {
  expect(ranIn(await run('first'))).toEqual([]);
});

it('nor when the study is copied to another folder', async () => {
  const elsewhere = join(folder, 'else', 'where');
  for (const name of ['small.yaml', 'task.csv', 'sae'])
    cpSync(join(folder, name), join(elsewhere, name), { recursive: true });
  const here = file;
  file = join(elsewhere, 'small.yaml');
  expect(ranIn(await run('first'))).toEqual([]);
  file = here;
});

it(
  'a fresh run gives bit-identical tables, also when its shards were cut short',
  async () => {
    const before = await contents('first');
    const shards = join(folder, 'first', 'shards');
    // A stage that is asked nothing has no shard: what the preset leaves out of `transfer`.
    for (const stage of readdirSync(shards)) rmSync(join(shards, stage, '0.shard'), { force: true });
    rmSync(join(folder, 'first', 'study.duckdb'));
    await run('first');
    expect(await contents('first')).toEqual(before);
    await run('second');
    expect(await contents('second')).toEqual(before);
  },
  5 * MINUTES,
);

it(
  'another seed draws other foils and other sets',
  async () => {
    const before = await contents('first');
    await run('other-seed', ['seed=4']);
    const after = await contents('other-seed');
    for (const table of ['prompt', 'steering_set'] as const)
      expect(after.get(table), table).not.toEqual(before.get(table));
  },
  5 * MINUTES,
);
