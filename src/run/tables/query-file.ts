/** A query by name: the text of sql/<analysis>/queries/<name>.sql, where it lies as messages say it, and what it reads and asks for. */
import { readFileSync } from 'node:fs';
import { isView, namesIn, SQL_FOLDER, schemaText, sqlFolders, type TableName, tableNames } from './schema.ts';

let known: ReadonlyMap<string, string> | undefined;

/** File of every query and check, relative to sql/, by its name. */
export function queryFiles(): ReadonlyMap<string, string> {
  known ??= new Map(
    sqlFolders().flatMap((folder) =>
      ['queries', 'checks'].flatMap((kind) =>
        namesIn(`${folder}/${kind}`).map((name) => [name, `${folder}/${kind}/${name}.sql`] as const),
      ),
    ),
  );
  return known;
}

export function readQuery(name: string): { readonly where: string; readonly text: string } {
  const file = queryFiles().get(name);
  if (file === undefined) throw new Error(`query ${name}: expected the name of a file in sql/*/queries, without .sql`);
  return { where: `sql/${file}`, text: readFileSync(SQL_FOLDER + file, 'utf8') };
}

/**
 * The tables that stand after FROM or JOIN, sorted by name. DuckDB's own answer (duckdb_get_table_names, 1.5.6) is empty for a
 * join with USING, hence this reading of the text; a comma-separated FROM is not understood.
 */
export function tablesRead(text: string): TableName[] {
  const names = new Set([...codeOf(text).matchAll(/\b(?:FROM|JOIN)\s+"?([a-z][a-z0-9_]*)"?/g)].map(([, name]) => name));
  return tableNames().filter((table) => names.has(table));
}

/** The same with the tables that its views are made of, beside the views themselves. */
export function tablesBehind(text: string): TableName[] {
  const direct = tablesRead(text);
  return [...new Set([...direct, ...direct.filter(isView).flatMap((view) => tablesBehind(schemaText(view)))])].sort();
}

/** Names of the $parameters of a query, each once. */
export function parametersOf(text: string): string[] {
  return [...new Set([...codeOf(text).matchAll(/\$([a-z][a-z0-9_]*)/g)].map(([, name]) => name))];
}

function codeOf(text: string): string {
  return text.replace(/--.*$/gm, '');
}
