/**
 * Relations between tables, as queries in sql/<analysis>/checks that return the rows that break them. A check runs inside the
 * transaction of the unit that completes the tables it names, so a broken relation is never stored.
 */
import { keyOf, type Unit } from './analysis.ts';
import { parametersOf, queryFiles, readQuery, tablesBehind } from './tables/query-file.ts';
import { isShared, isView } from './tables/schema.ts';
import type { Parameters, Tables } from './tables/tables.ts';
import { writerOf } from './upstream.ts';

export function checkNames(): readonly string[] {
  return [...queryFiles()].flatMap(([name, file]) => (file.split('/')[1] === 'checks' ? [name] : []));
}

/** The checks each unit must pass, by its key: those whose last table, in the order of units, it writes. Checks of absent stages have no place. */
export function checksByUnit(units: readonly Unit[]): ReadonlyMap<string, readonly string[]> {
  const byUnit = new Map<string, string[]>();
  const scopes = [...new Set(units.map(({ scope }) => scope))];
  for (const name of checkNames()) {
    for (const scope of scopes) {
      const last = lastWriter(name, scope, units);
      if (last !== undefined) byUnit.set(keyOf(last), [...(byUnit.get(keyOf(last)) ?? []), name]);
    }
  }
  return byUnit;
}

/** The last unit of a scope to write a table that a check names; undefined where one has no writer, or none is of this scope. */
function lastWriter(name: string, scope: string, units: readonly Unit[]): Unit | undefined {
  const reader = units.find((unit) => unit.scope === scope);
  const names = tablesBehind(readQuery(name).text).filter((table) => !isView(table));
  const writers = reader === undefined ? [] : names.map((table) => writerOf(table, reader, units));
  const places = writers.map((unit) => (unit === undefined ? -1 : units.indexOf(unit)));
  if (places.length === 0 || places.includes(-1)) return undefined;
  const last = units[Math.max(...places)];
  return last.scope === scope || names.every(isShared) ? last : undefined;
}

/**
 * Throws on the first check that finds rows: what the unit wrote contradicts other tables, which is a bug.
 * @param unit a check of a table that analyses share names its rows by `$analysis` and `$scope`
 */
export async function runChecks(
  tables: Tables,
  names: readonly string[],
  { analysis, scope }: Pick<Unit, 'analysis' | 'scope'>,
): Promise<void> {
  for (const name of names) {
    const { where, text } = readQuery(name);
    const own: Parameters = parametersOf(text).length > 0 ? { analysis, scope } : {};
    const rows = await tables.query<object>(name, own);
    if (rows.length > 0) {
      throw new Error(
        `${where}: ${rows.length} rows break the relation, expected none. First: ${JSON.stringify(rows[0])}`,
      );
    }
  }
}
