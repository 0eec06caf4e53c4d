/** Which tables of a run hold rows, by schema. Asked of each, because the catalogue's own count is an estimate that lags behind a transaction. */
import { tablesOf } from '../src/run/tables/schema.ts';
import { MAIN, type Tables } from '../src/run/tables/tables.ts';

/** Names of the tables with at least one row, by the schema they stand in; a schema that is not there has no entry. */
export type Filled = ReadonlyMap<string, ReadonlySet<string>>;

interface Place {
  readonly schema: string;
  readonly name: string;
}

export async function filledTables(tables: Tables): Promise<Filled> {
  const places = await tables.query<Place>('report_table');
  const found = new Map(places.map(({ schema }) => [schema, new Set<string>()]));
  if (places.length === 0) return found;
  const each = places.map(
    ({ schema, name }) =>
      `select '${schema}' as schema, '${name}' as name where exists (select 1 from "${schema}"."${name}")`,
  );
  for (const { schema, name } of await tables.sql<Place>(each.join(' union all '))) found.get(schema)?.add(name);
  return found;
}

/** Those an instance sees: its own in its schema, those of other analyses in `main`. */
export function filledFor(filled: Filled, analysis: string, scope: string): Set<string> {
  const own = new Set(tablesOf(analysis));
  const inMain = [...(filled.get(MAIN) ?? [])].filter((table) => scope === MAIN || !own.has(table));
  const inScope = scope === MAIN ? [] : [...(filled.get(scope) ?? [])];
  return new Set([...inMain, ...inScope]);
}
