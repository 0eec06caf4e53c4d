/** `cofire sql DIR "SELECT …"`: one read-only statement on the tables of a run. */
import { readFileSync } from 'node:fs';
import { readManifest } from '../../reports/manifest.ts';
import { StudyError } from '../../src/errors.ts';
import { formatRows, type RowFormat } from '../../src/run/tables/format-rows.ts';
import { SqlError } from '../../src/run/tables/sql-error.ts';
import { readUserText } from '../../src/run/user-file/decode.ts';
import { tablesNamed, unmadeNotes } from '../unmade-tables.ts';

interface SqlFlags {
  readonly format: RowFormat;
  readonly file?: string;
}

export async function sql(folder: string, given: string | undefined, flags: SqlFlags): Promise<void> {
  const statement = statementOf(given, flags.file);
  const { openRun } = await import('../open-run.ts');
  const tables = await openRun(folder);
  try {
    const { columns, rows } = await tables.sqlTable(statement);
    const { outdated = [] } = readManifest(folder);
    for (const note of await unmadeNotes(tables, { names: await tablesNamed(tables, statement), outdated }))
      process.stderr.write(`note: ${note}\n`);
    const width = process.stdout.isTTY ? process.stdout.columns : undefined;
    process.stdout.write(formatRows(columns, rows, flags.format, width));
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    const [reason] = error.message.split('\nin the statement:');
    throw new StudyError(
      { where: 'sql', found: reason.replace(/^SQL: /, ''), expected: 'a statement DuckDB can run' },
      { cause: error },
    );
  } finally {
    tables.close();
  }
}

/** The statement itself, that of a file, or for `-` of standard input. */
function statementOf(given: string | undefined, file: string | undefined): string {
  const refuse = (found: string): never => {
    throw new StudyError({
      where: 'sql',
      found,
      expected: 'one statement: in quotes, with --file FILE, or - for standard input',
    });
  };
  if (given !== undefined && file !== undefined) return refuse('a statement and a file');
  if (given === undefined && file === undefined) return refuse('no statement');
  const text =
    file !== undefined
      ? readUserText(file, '--file', 'a file with one SQL statement').text
      : given === '-'
        ? readFileSync(0, 'utf8')
        : (given ?? '');
  return text.trim() === '' ? refuse('an empty statement') : text;
}
