/** The one place where the report touches tables: runs queries by name, remembers each for the downloads, numbers the figures. */

import { readQuery } from '../src/run/tables/query-file.ts';
import type { Tables } from '../src/run/tables/tables.ts';
import { studyOf } from './cooccurrence/study-of.ts';
import type { RunManifest } from './manifest.ts';
import type { Context } from './section.ts';

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

const DEFAULT_ALGORITHM = 'greedy-modularity';
const DEFAULT_MODE = 'seed';

export interface ReportContext extends Context {
  readonly downloads: ReadonlyMap<string, Download>;
}

export async function openContext(tables: Tables, manifest: RunManifest): Promise<ReportContext> {
  const algorithm = studyOf(manifest).cluster?.algorithm ?? DEFAULT_ALGORITHM;
  const parameters = { algorithm, mode: studyOf(manifest).steering?.mode ?? DEFAULT_MODE };
  const counts = { Figure: 0, Table: 0 };
  const downloads = new Map<string, Download>();
  const known = new Map<string, Promise<object[]>>();
  const run = async (name: string): Promise<object[]> => {
    const { text } = readQuery(name);
    const used = Object.entries(parameters).filter(([parameter]) => text.includes(`$${parameter}`));
    const rows = await tables.query<object>(name, Object.fromEntries(used));
    downloads.set(
      name,
      embed(
        used.reduce((sql, [parameter, value]) => sql.replaceAll(`$${parameter}`, `'${value}'`), text),
        rows,
      ),
    );
    return rows;
  };
  return {
    manifest,
    algorithm,
    filled: await filledTables(tables),
    downloads,
    query<Row extends object>(name: string): Promise<Row[]> {
      const found = known.get(name) ?? run(name);
      known.set(name, found);
      return found as Promise<Row[]>;
    },
    next: (kind) => ++counts[kind],
  };
}

/** Tables with at least one row. Asked of each, because the catalogue's own count is an estimate that lags behind a transaction. */
async function filledTables(tables: Tables): Promise<Set<string>> {
  const names = (await tables.query<{ name: string }>('report_filled')).map((table) => table.name);
  if (names.length === 0) return new Set();
  const each = names.map((name) => `select '${name}' as name where exists (select 1 from "${name}")`);
  return new Set((await tables.sql<{ name: string }>(each.join(' union all '))).map((table) => table.name));
}

function embed(sql: string, rows: readonly object[]): Download {
  const columns = Object.keys(rows[0] ?? {});
  const small = rows.length * columns.length <= N_CELLS_EMBEDDED;
  return { sql, columns, rows: small ? rows.map((row) => Object.values(row).map(short)) : null, count: rows.length };
}

/** Seven significant digits are enough for a figure's numbers; the tables keep all. */
function short(value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(7)) : value;
}
