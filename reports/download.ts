/** A query as the page keeps it: its rows for the download, and a text that gives the same rows in `cofire sql`. */
import { parametersOf, readQuery } from '../src/run/tables/query-file.ts';
import type { Parameters, Tables } from '../src/run/tables/tables.ts';

/** What a reader can download under a figure. */
export interface Download {
  readonly sql: string;
  /** Column names, and rows as arrays; left out when there are too many to embed. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[] | null;
  readonly count: number;
}

/** More cells than this stay in the database: the page says which command fetches them. */
const N_CELLS_EMBEDDED = 60_000;

/** @param placed the name of a table as it must stand in a text that knows no schema */
export async function embed(
  tables: Tables,
  name: string,
  parameters: Parameters,
  placed: (table: string) => string,
): Promise<{ rows: object[]; download: Download }> {
  const { text } = readQuery(name);
  const used = parametersOf(text).map((parameter) => [parameter, parameters[parameter] ?? null] as const);
  const rows = await tables.query<object>(name, Object.fromEntries(used));
  const bound = used.reduce((sql, [parameter, value]) => sql.replaceAll(`$${parameter}`, literal(value)), text);
  // A part named WITH may have the name of a table.
  const parts = new Set([...bound.matchAll(/\b([a-z_]+) AS \(/g)].map(([, part]) => part));
  const sql = bound.replace(/\b(FROM|JOIN)(\s+)([a-z_]+)\b/g, (_, word, space, table) => {
    return word + space + (parts.has(table) ? table : placed(table));
  });
  const columns = Object.keys(rows[0] ?? {});
  const small = rows.length * columns.length <= N_CELLS_EMBEDDED;
  return {
    rows,
    download: {
      sql,
      columns,
      rows: small ? rows.map((row) => Object.values(row).map(short)) : null,
      count: rows.length,
    },
  };
}

function literal(value: string | number | boolean | null): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value ?? 'NULL');
}

/** Seven significant digits are enough for a figure's numbers; the tables keep all. */
function short(value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(7)) : value;
}
