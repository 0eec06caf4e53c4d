/**
 * Relations between tables, as queries in sql/checks that return the rows that break them. A check runs inside the
 * transaction of the stage that completes the tables it names, so a broken relation is never stored.
 */
import { readdirSync } from 'node:fs';
import type { Stage, StageName } from './stage.ts';
import { type Producers, producersOf } from './stage-hash.ts';
import { readQuery, tablesRead } from './tables/query-file.ts';
import { SQL_FOLDER, type TableName } from './tables/schema.ts';
import type { Tables } from './tables/tables.ts';

export function checkNames(): readonly string[] {
  return readdirSync(`${SQL_FOLDER}checks`)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => `checks/${file.slice(0, -4)}`)
    .sort();
}

/** The checks each stage must pass: those whose last table, in stage order, it writes. Checks of absent stages have no place. */
export function checksByStage(stages: readonly Stage[]): ReadonlyMap<StageName, readonly string[]> {
  const producers = producersOf(stages);
  const byStage = new Map<StageName, string[]>();
  for (const name of checkNames()) {
    const last = lastWriter(tablesRead(readQuery(name).text), stages, producers);
    if (last !== undefined) byStage.set(last, [...(byStage.get(last) ?? []), name]);
  }
  return byStage;
}

function lastWriter(
  names: readonly TableName[],
  stages: readonly Stage[],
  producers: Producers,
): StageName | undefined {
  const places = names.map((table) => stages.findIndex((stage) => stage.name === producers.get(table)));
  return places.includes(-1) ? undefined : stages[Math.max(...places)].name;
}

/** Throws on the first check that finds rows: what the stage wrote contradicts other tables, which is a bug. */
export async function runChecks(tables: Tables, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const rows = await tables.query<Record<string, unknown>>(name);
    if (rows.length > 0) {
      throw new Error(
        `sql/${name}.sql: ${rows.length} rows break the relation, expected none. First: ${JSON.stringify(rows[0])}`,
      );
    }
  }
}
