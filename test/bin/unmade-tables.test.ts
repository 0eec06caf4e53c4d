import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { everyTable, tablesNamed, unmadeNotes } from '../../bin/unmade-tables.ts';
import { Tables } from '../../src/run/tables/tables.ts';

let folder: string;
let tables: Tables;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-unmade-'));
  tables = await Tables.open(join(folder, 'study.duckdb'));
  await tables.replace('edge', { feature_a: [1], feature_b: [2], r: [0.75] });
});
afterAll(() => {
  tables.close();
  rmSync(folder, { recursive: true });
});

it('finds the tables that a statement has as words', async () => {
  expect(await tablesNamed(tables, 'SELECT * FROM Edge JOIN "cluster" USING (feature_id)')).toEqual([
    'cluster',
    'edge',
  ]);
  expect(await tablesNamed(tables, 'SELECT 1 AS edges')).toEqual([]);
  expect(await everyTable(tables)).toEqual(expect.arrayContaining(['edge', 'verdict', 'stage_run']));
});

it('names the stage of a table without rows that has not run, and of one that is outdated', async () => {
  const of = (names: string[], outdated: string[] = []) => unmadeNotes(tables, { names, outdated });
  expect(await of(['edge'])).toEqual([]);
  expect(await of(['edge', 'anova', 'post_hoc'])).toEqual([
    'anova, post_hoc: stage anova has not run in this folder, so there are no rows',
  ]);
  for (const stage of ['network', 'cooccurrence.network'])
    expect(await of(['edge'], [stage])).toEqual([
      'edge: stage network is outdated, its rows are of other settings, code or files',
    ]);
  expect(await of(['edge'], ['anova'])).toEqual([]);
});
