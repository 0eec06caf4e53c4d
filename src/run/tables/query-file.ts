/** A query by name: the text of sql/<name>.sql, where it lies as messages say it, and the tables it reads. */
import { readFileSync } from 'node:fs';
import { hasCode } from '../../errors.ts';
import { SQL_FOLDER, schemaText, TABLE_NAMES, type TableName } from './schema.ts';

export function readQuery(name: string): { readonly where: string; readonly text: string } {
  if (!/^[a-z0-9_/-]+$/.test(name)) throw new Error(`query ${name}: expected the name of a file in sql/, without .sql`);
  const where = `sql/${name}.sql`;
  try {
    return { where, text: readFileSync(`${SQL_FOLDER}${name}.sql`, 'utf8') };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) throw new Error(`${where}: there is no such query`, { cause: error });
    throw error;
  }
}

/**
 * The tables that stand after FROM or JOIN, in the order of the data flow. DuckDB's own answer (duckdb_get_table_names,
 * 1.5.6) is empty for a join with USING, hence this reading of the text; a comma-separated FROM is not understood.
 */
export function tablesRead(text: string): TableName[] {
  const code = text.replace(/--.*$/gm, '');
  const names = new Set([...code.matchAll(/\b(?:FROM|JOIN)\s+"?([a-z_]+)"?/g)].map(([, name]) => name));
  return TABLE_NAMES.filter((table) => names.has(table));
}

/** The tables that a view is made of. */
export function viewed(view: TableName): TableName[] {
  return tablesRead(schemaText(view));
}
