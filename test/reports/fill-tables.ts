/** Fills the tables of one instance: its own in its schema, its rows of those that analyses share. */
import { isShared, ownerOf } from '../../src/run/tables/schema.ts';
import { MAIN, type TableName, type Tables } from '../../src/run/tables/tables.ts';
import type { Columns } from './synthetic-parts.ts';

/** @param only tables that are filled; all when absent */
export async function fillTables(
  tables: Tables,
  filled: Partial<Record<TableName, Columns>>,
  only?: readonly TableName[],
  scope = MAIN,
): Promise<void> {
  for (const [name, columns] of Object.entries(filled)) {
    if (columns === undefined || (only !== undefined && !only.includes(name))) continue;
    if (isShared(name)) {
      const count = Object.values(columns)[0].length;
      const own = { analysis: 'cooccurrence', scope };
      const keys = { analysis: Array(count).fill(own.analysis), scope: Array(count).fill(own.scope) };
      await tables.replace(name, { ...columns, ...keys }, own);
    } else if (scope === MAIN || ownerOf(name) === 'cooccurrence') await tables.replace(name, columns);
  }
}
