/** A query by name: the text of sql/<name>.sql, and where it lies as messages say it. */
import { readFileSync } from 'node:fs';
import { hasCode } from '../errors.ts';
import { SQL_FOLDER } from './schema.ts';

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
