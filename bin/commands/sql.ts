/** `cofire sql DIR "SELECT …"`: one read-only statement on the tables of a run. */
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { StudyError } from '../../src/errors.ts';
import { formatRows, type RowFormat } from '../../src/run/tables/format-rows.ts';
import { SqlError } from '../../src/run/tables/sql-error.ts';

const EXAMPLES = `
The tables and their columns: cofire sql DIR "SHOW TABLES", cofire sql DIR "DESCRIBE edge".

Examples:
  cofire sql runs/sports "SELECT * FROM verdict"
  cofire sql runs/sports "SELECT feature_a, feature_b, r FROM edge ORDER BY abs(r) DESC LIMIT 10"
  cofire sql runs/sports "SELECT * FROM stage_run" --format json`;

export function addSql(program: Command): Command {
  return program
    .command('sql')
    .description('query the tables of a run')
    .argument('<folder>', 'run folder')
    .argument('<statement>', 'one SQL statement that only reads')
    .addOption(
      new Option('--format <format>', 'how rows are printed').choices(['table', 'json', 'csv']).default('table'),
    )
    .addHelpText('after', EXAMPLES)
    .action(sql);
}

async function sql(folder: string, statement: string, flags: { readonly format: RowFormat }): Promise<void> {
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
