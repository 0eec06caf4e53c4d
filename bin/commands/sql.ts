/** `cofire sql DIR "SELECT …"`: one read-only statement on the tables of a run. */
import { join } from 'node:path';
import { StudyError } from '../../src/errors.ts';
import { formatRows, type RowFormat } from '../../src/run/tables/format-rows.ts';
import { SqlError } from '../../src/run/tables/sql-error.ts';

export async function sql(folder: string, statement: string, flags: { readonly format: RowFormat }): Promise<void> {
  const { Tables } = await import('../../src/run/tables/tables.ts');
  const tables = await Tables.open(join(folder, 'study.duckdb'), { readOnly: true });
  try {
    const { columns, rows } = await tables.sqlTable(statement);
    process.stdout.write(formatRows(columns, rows, flags.format));
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
