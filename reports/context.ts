/**
 * The one place where the report touches tables: runs queries by name in the schema of an instance, remembers each for the downloads,
 * numbers the figures of the whole page. What a stage ran with is read from `stage_run`, beside the tables it wrote.
 */

import { parametersOf, readQuery } from '../src/run/tables/query-file.ts';
import { tablesOf } from '../src/run/tables/schema.ts';
import { MAIN, type Parameters, type Tables } from '../src/run/tables/tables.ts';
import type { Chapter, RanStage } from './chapters.ts';
import { type Filled, filledFor } from './filled.ts';
import type { RunManifest } from './manifest.ts';
import type { Context } from './section.ts';

/** What the contexts of one report share. */
export interface Shared {
  readonly tables: Tables;
  readonly manifest: RunManifest;
  readonly filled: Filled;
  readonly ran: readonly RanStage[];
  readonly downloads: Map<string, Download>;
  readonly counts: { Figure: number; Table: number };
}

/** Whose queries a context runs; the frame's own have no analysis. */
type Owner = Pick<Chapter, 'scope' | 'of' | 'marks'> & {
  readonly name: string;
  readonly stages: Chapter['analysis']['stages'];
  readonly parameters?: Chapter['door']['parameters'];
};

export const FRAME: Owner = { name: '', scope: MAIN, of: null, marks: [], stages: [] };

export function ownerOfChapter({ analysis, door, scope, of, marks }: Chapter): Owner {
  return { name: analysis.name, scope, of, marks, stages: analysis.stages, parameters: door.parameters };
}

export function openContext(shared: Shared, owner: Owner): Context {
  const { tables, manifest, ran, downloads, counts } = shared;
  const { name: analysis, scope, of, marks } = owner;
  const known = new Map<string, Promise<object[]>>();
  const prefixed = (name: string): string => [...marks, name].join('-');
  const settings = new Map(
    ran
      .filter((row) => row.scope === (row.analysis === analysis ? scope : MAIN))
      .map((row) => [`${row.analysis}.${row.stage}`, JSON.parse(row.settings) as object]),
  );
  const own = new Set(tablesOf(analysis));
  const run = async (name: string): Promise<object[]> => {
    const parameters: Parameters = { ...owner.parameters?.(context), analysis, scope };
    await tables.within(scope, analysis);
    const { rows, download } = await embed(tables, name, parameters, (table) =>
      scope !== MAIN && own.has(table) ? `${scope}.${table}` : table,
    );
    const before = downloads.get(prefixed(name));
    if (before !== undefined && before.sql !== download.sql)
      throw new Error(`report: two downloads with the name ${prefixed(name)}, expected one`);
    downloads.set(prefixed(name), download);
    return rows;
  };
  const context: Context = {
    manifest,
    analysis,
    scope,
    of,
    marks,
    filled: filledFor(shared.filled, analysis, scope),
    prefixed,
    settings<Settings extends object>(stage: string, other = analysis): Settings | undefined {
      return settings.get(`${other}.${stage}`) as Settings | undefined;
    },
    writerOf: (table) => owner.stages.find(({ writes }) => writes.includes(table))?.name,
    query<Row extends object>(name: string): Promise<Row[]> {
      const found = known.get(name) ?? run(name);
      known.set(name, found);
      return found as Promise<Row[]>;
    },
    next: (kind) => ++counts[kind],
  };
  return context;
}

/** What a reader can download under a figure. */
interface Download {
  readonly sql: string;
  /** Column names, and rows as arrays; left out when there are too many to embed. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[] | null;
  readonly count: number;
}

/** More cells than this stay in the database: the page says which command fetches them. */
const N_CELLS_EMBEDDED = 60_000;

/** @param placed the name of a table as it must stand in a text that knows no schema */
async function embed(
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
