/**
 * The one door to DuckDB: a study's tables, read by named SQL files and replaced whole.
 *
 * Several instances of one analysis have equal tables in schemas of their own: `within` makes one of them the place where names are
 * looked up first. The schema `main` has the only or first instance, and what instances share.
 *
 * One connection, one thread unless told otherwise: DuckDB's sums depend on the number of threads, and the tables of a
 * study must be the same bits on every run. Integers are numbers on this side; a BIGINT that reaches a stage is an
 * error, because arithmetic on it would fail far from its cause.
 */
import { StudyError } from '../../errors.ts';
import { appendColumns } from './append-columns.ts';
import { type ColumnData, type ColumnSpec, checkColumns } from './check-columns.ts';
import { columnOf } from './column-of.ts';
import { DOUBLE, type DuckDBConnection, type DuckDBMaterializedResult, type DuckDBType, INTEGER } from './duckdb.ts';
import { type Database, type DatabaseOptions, openDatabase } from './open-database.ts';
import { explainOpen } from './open-error.ts';
import { toPlain } from './plain.ts';
import { readQuery, tablesBehind } from './query-file.ts';
import { refuseWriting } from './refuse-writing.ts';
import {
  isShared,
  isView,
  MAIN,
  schemaFile,
  schemaHash,
  schemaText,
  type TableName,
  tableNames,
  tablesOf,
} from './schema.ts';
import { SqlError } from './sql-error.ts';

export type { ColumnData, ColumnValue } from './check-columns.ts';
export { MAIN, type TableName, tableNames } from './schema.ts';
export { SqlError } from './sql-error.ts';

export type Parameters = Readonly<Record<string, string | number | boolean | null>>;

export class Tables {
  readonly path: string;
  readonly #database: Database;
  readonly #connection: DuckDBConnection;
  readonly #readOnly: boolean;
  readonly #specs = new Map<TableName, readonly ColumnSpec[]>();
  /** The schema that names are looked up in first. */
  #scope = MAIN;
  /** `scope.analysis` of those whose tables stand: a run comes back to each once a stage. */
  readonly #declared = new Set<string>();
  #inTransaction = false;

  private constructor(path: string, database: Database, readOnly: boolean) {
    this.path = path;
    this.#database = database;
    this.#connection = database.connection;
    this.#readOnly = readOnly;
  }

  /** A run is writing this database: what is read is a copy, with the tables as its last finished stage left them. */
  get isSnapshot(): boolean {
    return this.#database.isSnapshot;
  }

  /** `:memory:` is a database without a file. Above `memoryBytes` it writes to disk. A writable database gets every table of sql/schema it does not have yet. */
  static async open(path: string, options: DatabaseOptions = {}): Promise<Tables> {
    const { readOnly = false } = options;
    const tables = new Tables(path, await openDatabase(path, options), readOnly);
    try {
      if (!readOnly) await tables.#declareAll(MAIN, tableNames());
      return tables;
    } catch (error) {
      throw explainOpen(path, error);
    }
  }

  /**
   * Looks names up in this schema from now on, then in `main`. A writable database gets the schema with every table of the analysis.
   * @param scope `main`, or the name of an instance
   */
  async within(scope: string, analysis: string): Promise<void> {
    if (!/^[a-z][a-z0-9_]*$/.test(scope)) throw new Error(`schema ${scope}: expected small letters, digits and _`);
    const declared = `${scope}.${analysis}`;
    if (scope !== MAIN && !this.#readOnly && !this.#declared.has(declared)) {
      await this.#run('schema', `CREATE SCHEMA IF NOT EXISTS "${scope}"`, {});
      await this.#declareAll(scope, tablesOf(analysis));
      this.#declared.add(declared);
    }
    // A run comes here several times a stage, and most studies have one scope alone.
    if (this.#scope === scope) return;
    await this.#run('schema', `SET search_path = '${scope === MAIN ? MAIN : `${scope},${MAIN}`}'`, {});
    this.#scope = scope;
  }

  /** Rows of a query. Parameters are bound by name ($name), never interpolated. */
  async query<Row>(name: string, parameters: Parameters = {}): Promise<Row[]> {
    return rowsOf<Row>(readQuery(name).where, await this.#ask(name, parameters), 'refuse');
  }

  /** The same as columns: INTEGER → Int32Array, FLOAT → Float32Array, DOUBLE → Float64Array (a NULL there is an error), others → arrays. */
  async columns<Columns>(name: string, parameters: Parameters = {}): Promise<Columns> {
    const { where } = readQuery(name);
    const result = await this.#ask(name, parameters);
    const chunks = await result.fetchAllChunks();
    return Object.fromEntries(
      result.columnNames().map((column, index) => {
        return [column, columnOf(`${where}: column ${column}`, String(result.columnType(index)), index, chunks)];
      }),
    ) as Columns;
  }

  /** Rows of one free SQL statement; whole numbers of any width arrive as numbers. Read-only databases take only queries. */
  async sql<Row>(text: string): Promise<Row[]> {
    return (await this.sqlTable<Row>(text)).rows;
  }

  /** The same with the names of the columns, in their order, which rows cannot tell when there are none. */
  async sqlTable<Row = Record<string, unknown>>(text: string): Promise<{ columns: string[]; rows: Row[] }> {
    if (this.#readOnly) await refuseWriting(this.#connection, text);
    const result = await this.#run('SQL', text, {});
    return { columns: result.deduplicatedColumnNames(), rows: await rowsOf<Row>('SQL', result, 'number') };
  }

  /** Replaces the whole content of a table; of one that analyses share, the rows with these keys. */
  async replace(
    table: TableName,
    columns: Readonly<Record<string, ColumnData>>,
    own?: { readonly analysis: string; readonly scope: string },
  ): Promise<void> {
    const specs = this.specsOf(table);
    const rows = checkColumns(table, specs, columns);
    const schema = isShared(table) ? MAIN : this.#scope;
    if (own === undefined) await this.#create(schema, table);
    else
      await this.#run(
        `table ${table}`,
        `DELETE FROM "${MAIN}"."${table}" WHERE analysis = $analysis AND scope = $scope`,
        { ...own },
      );
    await appendColumns(this.#connection, { schema, table }, specs, columns, rows);
  }

  /** The columns of a table, in their order. */
  specsOf(table: TableName): readonly ColumnSpec[] {
    const specs = this.#specs.get(table);
    if (specs === undefined) throw new Error(`table ${table}: not writable here`);
    return specs;
  }

  /** All or nothing. Not nestable. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inTransaction) throw new Error('transaction: already inside one, expected one at a time');
    await this.#run('transaction', 'BEGIN', {});
    this.#inTransaction = true;
    try {
      const result = await work();
      await this.#run('transaction', 'COMMIT', {});
      return result;
    } catch (error) {
      await this.#run('transaction', 'ROLLBACK', {}).catch(() => undefined); // a failed COMMIT has rolled back already
      throw error;
    } finally {
      this.#inTransaction = false;
    }
  }

  /** Writes one table to a CSV or Parquet file. */
  async copy(table: TableName, path: string, format: 'csv' | 'parquet'): Promise<void> {
    const options = format === 'csv' ? '(FORMAT csv, HEADER)' : '(FORMAT parquet)';
    await this.#run(`copy of ${table}`, `COPY "${table}" TO '${path.replaceAll("'", "''")}' ${options}`, {});
  }

  close(): void {
    this.#database.close();
  }

  /** Makes the tables that are missing, and anew (empty) those whose declaration has changed since this database was written. */
  async #declareAll(schema: string, names: readonly TableName[]): Promise<void> {
    const found = await this.#run(
      'schema',
      `SELECT table_name AS name, comment, 'TABLE' AS kind FROM duckdb_tables() WHERE schema_name = '${schema}'
      UNION ALL SELECT view_name, comment, 'VIEW' FROM duckdb_views() WHERE NOT internal AND schema_name = '${schema}'`,
      {},
    );
    const before = new Map((await found.getRowObjects()).map((row) => [row.name, row]));
    // Views last: the tables that they are made of have to be there.
    for (const table of [...names.filter((name) => !isView(name)), ...names.filter(isView)]) {
      const own = before.get(table);
      if (own?.comment === schemaHash(table)) continue;
      // One kind does not replace the other.
      if (own !== undefined && own.kind !== kindOf(table))
        await this.#run('schema', `DROP ${String(own.kind)} "${schema}"."${table}"`, {});
      await this.#create(schema, table);
    }
    const described = await this.#run(
      'schema',
      `SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns()
      WHERE NOT internal AND schema_name = '${schema}' ORDER BY table_name, column_index`,
      {},
    );
    const columns = await described.getRowObjects();
    for (const table of names.filter((name) => !isView(name))) {
      const own = columns.filter((column) => column.table_name === table);
      this.#specs.set(
        table,
        own.map(({ column_name, data_type, is_nullable }) => {
          return { name: String(column_name), type: String(data_type), nullable: is_nullable === true };
        }),
      );
    }
  }

  async #create(schema: string, table: TableName): Promise<void> {
    const kind = kindOf(table);
    const text = schemaText(table).replace(`\nCREATE ${kind} `, `\nCREATE OR REPLACE ${kind} "${schema}".`);
    await this.#run(schemaFile(table), text, {});
    await this.#run(schemaFile(table), `COMMENT ON ${kind} "${schema}"."${table}" IS '${schemaHash(table)}'`, {});
  }

  async #run(where: string, text: string, parameters: Parameters): Promise<DuckDBMaterializedResult> {
    try {
      return await this.#connection.run(text, { ...parameters }, typesOf(parameters));
    } catch (error) {
      throw new SqlError(where, text, error);
    }
  }

  /** The same of a named query. @throws StudyError where a read-only database holds a table as another version of cofire declared it */
  async #ask(name: string, parameters: Parameters): Promise<DuckDBMaterializedResult> {
    const { where, text } = readQuery(name);
    try {
      return await this.#run(where, text, parameters);
    } catch (error) {
      const other = this.#readOnly ? await this.#declaredOtherwise(tablesBehind(text)) : undefined;
      if (other === undefined) throw error;
      throw new StudyError(
        {
          where: this.path,
          found: `table ${other} as another version of cofire declared it`,
          expected: 'a run of this version',
          fix: 'Run the study again with `cofire run`; what has not changed is kept.',
        },
        { cause: error },
      );
    }
  }

  /** A table that is absent or was declared otherwise than now; writable databases have none. */
  async #declaredOtherwise(names: readonly TableName[]): Promise<TableName | undefined> {
    const found = await this.#run('schema', 'SELECT table_name AS name, comment FROM duckdb_tables() UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE NOT internal', {}); // biome-ignore format: one line
    const comments = (await found.getRowObjects()).map(({ name, comment }) => `${name} ${comment}`);
    return names.find((name) => !comments.includes(`${name} ${schemaHash(name)}`));
  }
}

function kindOf(table: TableName): 'TABLE' | 'VIEW' {
  return isView(table) ? 'VIEW' : 'TABLE';
}

/** Whole numbers are bound as integers, so that `LIMIT $n` and `prompt_id = $id` stay integer work. */
function typesOf(parameters: Parameters): Record<string, DuckDBType> {
  const types: Record<string, DuckDBType> = {};
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value === 'number')
      types[name] = Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? INTEGER : DOUBLE;
  }
  return types;
}

async function rowsOf<Row>(
  where: string,
  result: DuckDBMaterializedResult,
  bigint: 'refuse' | 'number',
): Promise<Row[]> {
  const names = result.deduplicatedColumnNames();
  const rows = await result.getRows();
  return rows.map((row) => {
    return Object.fromEntries(
      row.map((value, index) => [names[index], toPlain(`${where}: column ${names[index]}`, value, bigint)]),
    );
  }) as Row[];
}
