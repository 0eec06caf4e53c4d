import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkNames, checksByUnit, runChecks } from '../../src/run/checks.ts';
import { parametersOf, readQuery, tablesRead } from '../../src/run/tables/query-file.ts';
import { isShared } from '../../src/run/tables/schema.ts';
import { type ColumnData, type TableName, Tables } from '../../src/run/tables/tables.ts';
import { fakeStages, fakeUnits } from '../pipeline/fake-stages.ts';
import type { ShortStudy } from '../study.ts';
import { CASES, type Content } from './check-cases.ts';
import { declared, unitOf } from './declared.ts';

let tables: Tables;
beforeEach(async () => {
  tables = await Tables.open(':memory:');
});
afterEach(() => tables.close());

/** The columns with a zero, an empty text, an empty list or false in every other column that must have a value: no check here looks at those. */
async function filled(table: string, columns: Record<string, ColumnData>): Promise<Record<string, ColumnData>> {
  const rows = Object.values(columns)[0].length;
  const due = await tables.sql<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM duckdb_columns() WHERE table_name = '${table}' AND NOT is_nullable`,
  );
  const blank = (type: string) => ({ VARCHAR: '', BOOLEAN: false, 'VARCHAR[]': [], 'INTEGER[]': [] })[type] ?? 0;
  return { ...Object.fromEntries(due.map(({ name, type }) => [name, new Array(rows).fill(blank(type))])), ...columns };
}

/** Into the table, or among the rows of one that analyses share. */
async function store(table: TableName, columns: Record<string, ColumnData>): Promise<void> {
  if (!isShared(table)) return await tables.replace(table, columns);
  const rows = Object.values(columns)[0].length;
  const keys = { analysis: new Array(rows).fill(own.analysis), scope: new Array(rows).fill(own.scope) };
  await tables.replace(table, { ...columns, ...keys }, own);
}
/** Whose rows of shared tables are looked at. */
const own = { analysis: 'test', scope: 'main' };

it('every check has a case here', () => {
  expect(Object.keys(CASES).sort()).toEqual([...checkNames()].sort());
});

describe.each(Object.entries(CASES))('%s', (name, [good, bad]) => {
  async function rowsFor(content: Content): Promise<unknown[]> {
    for (const [table, columns] of Object.entries(content)) await store(table, await filled(table, columns));
    return tables.query(name, parametersOf(readQuery(name).text).length > 0 ? own : {});
  }

  it('passes empty tables and sound ones', async () => {
    expect(await rowsFor({})).toEqual([]);
    expect(await rowsFor(good)).toEqual([]);
  });

  it('finds the broken relation, and the run stops there', async () => {
    expect((await rowsFor(bad)).length).toBeGreaterThan(0);
    await expect(runChecks(tables, [name], own)).rejects.toThrow(
      new RegExp(`sql/[a-z]+/checks/${name}.sql: \\d rows break the relation`),
    );
  });
});

it('every check reads at least one table, in a form that tablesRead understands', () => {
  for (const name of checkNames()) expect(tablesRead(readQuery(name).text).length, name).toBeGreaterThan(0);
});

it('a check looks at the rows of its own unit in a table that analyses share', async () => {
  const shared = checkNames().filter((name) => tablesRead(readQuery(name).text).some(isShared));
  expect(shared.length).toBeGreaterThan(0);
  for (const name of shared) expect(parametersOf(readQuery(name).text).sort(), name).toEqual(['analysis', 'scope']);
  const [, bad] = CASES.verdict_survives_unknown_null;
  for (const [table, columns] of Object.entries(bad)) await store(table, await filled(table, columns));
  const name = 'verdict_survives_unknown_null';
  await expect(runChecks(tables, [name], own)).rejects.toThrow('break the relation');
  await expect(runChecks(tables, [name], { ...own, scope: 'res8' })).resolves.toBeUndefined();
  await expect(runChecks(tables, [name], { ...own, analysis: 'other' })).resolves.toBeUndefined();
});

describe('a check belongs', () => {
  const { stages } = fakeStages();
  const units = fakeUnits({} as ShortStudy, stages);

  it('to the unit that completes its tables, and to none while one of them has no writer', () => {
    expect([...checksByUnit(units)]).toEqual([['fake.network@main', ['edge_without_correlation']]]);
    expect([...checksByUnit(units.slice(1))]).toEqual([]);
  });

  it('to each instance for its own tables, and once for those of main alone', () => {
    const load = unitOf(declared('load', {}, ['feature']), 'main', 'fake');
    const other = units.map((unit) => ({ ...unit, scope: 'res8' }));
    const byUnit = checksByUnit([load, ...units, ...other]);
    expect(byUnit.get('fake.network@main')).toContain('edge_without_correlation');
    expect(byUnit.get('fake.network@res8')).toContain('edge_without_correlation');
    // It names `feature`, which main alone has, and `correlation`, which each has.
    expect(byUnit.get('fake.correlate@main')).toEqual(['correlation_of_unselected']);
    expect(byUnit.get('fake.correlate@res8')).toEqual(['correlation_of_unselected']);
    const task = unitOf(declared('evaluate', {}, ['prompt', 'token']), 'main', 'task');
    const both = checksByUnit([task, ...units, ...other]);
    expect(both.get('task.evaluate@main')?.toSorted()).toEqual(['prompt_ids_not_dense', 'token_count']);
    expect([...both].filter(([, names]) => names.includes('token_count'))).toHaveLength(1);
  });
});
