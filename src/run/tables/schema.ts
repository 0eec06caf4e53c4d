/**
 * The tables of a study as declared in sql/<analysis>/schema, one CREATE TABLE or CREATE VIEW a file. The folders are the list: an analysis brings
 * its tables by having them, and `run` holds those that belong to no analysis.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { normaliseSql } from './normalise-sql.ts';

/** A name of a file in sql/<analysis>/schema, without .sql. A stage that writes another is stopped by the runner. */
export type TableName = string;

/** The schema of the only or first instance of an analysis, and of what instances share. */
export const MAIN = 'main';

export const SQL_FOLDER = fileURLToPath(new URL('../../../sql/', import.meta.url));

/** Tables of no single analysis: every analysis writes its own rows of them, and they stand in the schema `main`. */
const SHARED_FOLDER = 'run';

let known: ReadonlyMap<string, string> | undefined;

/** File of every declaration, relative to sql/, by the name of its table: analyses in the order of their names, `run` last. */
function declarations(): ReadonlyMap<string, string> {
  known ??= new Map(
    sqlFolders().flatMap((folder) =>
      namesIn(`${folder}/schema`).map((table) => [table, `${folder}/schema/${table}.sql`] as const),
    ),
  );
  return known;
}

/** The folders of sql/, `run` last. */
export function sqlFolders(): string[] {
  const folders = readdirSync(SQL_FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  return folders.sort((a, b) => Number(a === SHARED_FOLDER) - Number(b === SHARED_FOLDER) || (a < b ? -1 : 1));
}

/** Names of the SQL files of a folder of sql/, sorted; none where there is no such folder. */
export function namesIn(folder: string): string[] {
  if (!existsSync(SQL_FOLDER + folder)) return [];
  return readdirSync(SQL_FOLDER + folder)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.slice(0, -4))
    .sort();
}

/** Every declared table. */
export function tableNames(): readonly TableName[] {
  return [...declarations().keys()];
}

/** The folder of sql/ that declares a table: the analysis it belongs to, or `run`. */
export function ownerOf(table: TableName): string {
  return fileOf(table).split('/')[0];
}

/** The tables that belong to an analysis. */
export function tablesOf(analysis: string): TableName[] {
  return tableNames().filter((table) => ownerOf(table) === analysis);
}

/** Whether every analysis writes its own rows of it. */
export function isShared(table: TableName): boolean {
  return ownerOf(table) === SHARED_FOLDER;
}

/** Where a declaration stands, for messages. */
export function schemaFile(table: TableName): string {
  return `sql/${fileOf(table)}`;
}

/** Whether it is a view: its rows are those of tables, and no stage writes it. */
export function isView(table: TableName): boolean {
  return /^CREATE VIEW /m.test(schemaText(table));
}

/** The text of a declaration. */
export function schemaText(table: TableName): string {
  return readFileSync(SQL_FOLDER + fileOf(table), 'utf8');
}

/** Changes when the declaration of the table changes, not its remarks; stored as the table's comment in the database. */
export function schemaHash(table: TableName): string {
  return createHash('sha256')
    .update(normaliseSql(schemaText(table)))
    .digest('hex');
}

function fileOf(table: TableName): string {
  const file = declarations().get(table);
  if (file === undefined) throw new Error(`table ${table}: no file of that name in sql/*/schema`);
  return file;
}
