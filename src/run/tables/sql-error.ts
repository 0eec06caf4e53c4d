/**
 * A database error with the file and the statement it came from. A bug unless the statement was typed by the user,
 * in which case the `sql` command turns it into a StudyError.
 */
export class SqlError extends Error {
  /** `where`: the SQL file or table; `statement`: the text that failed; `cause`: DuckDB's own error. */
  readonly where: string;
  readonly statement: string;

  constructor(where: string, statement: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`${where}: ${reason}\nin the statement:\n${statement.trim()}`, { cause });
    this.name = 'SqlError';
    this.where = where;
    this.statement = statement;
  }
}
