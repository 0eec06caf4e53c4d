/** What a reader of a study's tables may ask: one statement that only reads. */

import { StudyError } from '../../errors.ts';
import { type DuckDBConnection, StatementType } from './duckdb.ts';
import { SqlError } from './sql-error.ts';

/** Space, comments and semicolons alone: no statement at all. */
const BLANK = /^(?:[\s;]|--[^\n]*|\/\*[\s\S]*?\*\/)*$/;

/** @throws StudyError for any other text */
export async function refuseWriting(connection: DuckDBConnection, text: string): Promise<void> {
  const refuse = (found: string): never => {
    throw new StudyError({
      where: 'sql',
      found,
      expected: 'one statement that only reads, such as SELECT',
      fix: 'Stages alone write to a study.',
    });
  };
  if (BLANK.test(text)) refuse('no statement');
  try {
    const statements = await connection.extractStatements(text);
    if (statements.count !== 1) refuse(`${statements.count} statements`);
    const { statementType } = await statements.prepare(0);
    if (statementType !== StatementType.SELECT && statementType !== StatementType.EXPLAIN) {
      refuse(`a statement of kind ${StatementType[statementType]}`);
    }
  } catch (error) {
    throw error instanceof StudyError ? error : new SqlError('SQL', text, error);
  }
}
