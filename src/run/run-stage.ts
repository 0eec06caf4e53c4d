/**
 * Runs one unit: reads its inputs, works, checks and stores its tables, in the transaction of the caller. Tables that a stage does not
 * declare are refused, as are those that it declares and does not return.
 */
import { nameOf, type Unit } from './analysis.ts';
import { type InputSources, readInputs } from './read-inputs.ts';
import { runShards } from './run-shards.ts';
import type { StageTools, TableContent, Written } from './stage.ts';
import type { ColumnSpec } from './tables/check-columns.ts';
import { isShared, MAIN, type TableName } from './tables/schema.ts';
import type { ColumnData, ColumnValue, Tables } from './tables/tables.ts';

/** Columns of a shared table that say whose row it is. */
const KEYS: readonly string[] = ['analysis', 'scope'];

/** @returns rows written, all tables together */
export async function runStage(
  unit: Unit,
  { out, hash }: { readonly out: string; readonly hash: string },
  sources: InputSources,
  tools: StageTools,
): Promise<number> {
  const { stage, scope, analysis, study } = unit;
  const { tables } = sources;
  await tables.within(scope, analysis);
  const settings = stage.settings(study as never);
  const inputs = await readInputs(unit, settings, sources);
  const written: Written =
    stage.sharded === undefined
      ? ((await stage.run?.(settings, inputs, tools)) ?? {})
      : await runShards(unit, stage.sharded, { out, stage: folderName(unit), hash }, { settings, inputs }, tools);
  const given = Object.keys(written);
  const wrong = [
    ...given.filter((name) => !stage.writes.includes(name)),
    ...stage.writes.filter((name) => !given.includes(name)),
  ];
  if (wrong.length > 0)
    throw new Error(`stage ${nameOf(unit)}: ${wrong.join(', ')} either returned or declared, expected both`);
  let rows = 0;
  for (const table of stage.writes) rows += await store(tables, table, written[table], { analysis, scope });
  return rows;
}

/** How a unit's shard folder begins. */
export function folderName({ stage, scope }: Pick<Unit, 'stage' | 'scope'>): string {
  return scope === MAIN ? stage.name : `${scope}/${stage.name}`;
}

async function store(
  tables: Tables,
  table: TableName,
  content: TableContent,
  own: { readonly analysis: string; readonly scope: string },
): Promise<number> {
  const columns: Readonly<Record<string, ColumnData>> = isRows(content)
    ? byColumn(table, tables.specsOf(table), content)
    : content;
  const count = Object.values(columns)[0]?.length ?? 0;
  if (!isShared(table)) await tables.replace(table, columns);
  else {
    const keys = { analysis: Array(count).fill(own.analysis), scope: Array(count).fill(own.scope) };
    await tables.replace(table, { ...columns, ...keys }, own);
  }
  return count;
}

function isRows(content: TableContent): content is readonly object[] {
  return Array.isArray(content);
}

/**
 * Rows as columns: every column of the table, whatever else the rows carry. Kernels say NaN where a number does not exist; tables say
 * NULL and a reason, so NaN becomes null here alone.
 */
function byColumn(
  table: TableName,
  specs: readonly ColumnSpec[],
  rows: readonly object[],
): Readonly<Record<string, ColumnData>> {
  const [first] = rows;
  const names = specs.map(({ name }) => name).filter((name) => !isShared(table) || !KEYS.includes(name));
  const missing = names.find((name) => first !== undefined && !(name in first));
  if (missing !== undefined) throw new Error(`table ${table}: rows have no ${missing}, expected every column`);
  const cellOf = (row: object, name: string): ColumnValue => {
    const value = (row as Record<string, ColumnValue>)[name];
    return Number.isNaN(value) ? null : value;
  };
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => cellOf(row, name))]));
}
