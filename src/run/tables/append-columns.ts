/** Columns into a table of DuckDB, a data chunk of its own vector size at a time. */

import type { ColumnData, ColumnSpec } from './check-columns.ts';
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue,
  FLOAT,
  INTEGER,
  LIST,
  listValue,
  VARCHAR,
} from './duckdb.ts';
import { fillVector } from './fill-vector.ts';
import { SqlError } from './sql-error.ts';

/** Rows per data chunk: DuckDB's own vector size. */
const CHUNK_ROWS = 2048;

const TYPES: Readonly<Record<string, DuckDBType>> = {
  INTEGER,
  BIGINT,
  FLOAT,
  DOUBLE,
  VARCHAR,
  BOOLEAN,
  'INTEGER[]': LIST(INTEGER),
  'VARCHAR[]': LIST(VARCHAR),
};

/** @param columns checked against the specs; a nullable one may be left out @param rows their length */
export async function appendColumns(
  connection: DuckDBConnection,
  { schema, table }: { readonly schema: string; readonly table: string },
  specs: readonly ColumnSpec[],
  columns: Readonly<Record<string, ColumnData>>,
  rows: number,
): Promise<void> {
  const appender = await connection.createAppender(table, schema);
  try {
    for (let start = 0; start < rows; start += CHUNK_ROWS) {
      const count = Math.min(CHUNK_ROWS, rows - start);
      const chunk = DuckDBDataChunk.create(
        specs.map((spec) => TYPES[spec.type]),
        count,
      );
      specs.forEach((spec, index) => {
        fillVector(chunk.getColumnVector(index), columns[spec.name], start, count, (value) =>
          toDuckDB(value, spec.type),
        );
      });
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  } catch (error) {
    throw new SqlError(
      `table ${table}`,
      `INSERT INTO "${table}" (${specs.map((spec) => spec.name).join(', ')})`,
      error,
    );
  }
}

function toDuckDB(value: unknown, type: string): DuckDBValue {
  if (type === 'BIGINT' && typeof value === 'number') return BigInt(value);
  return Array.isArray(value) ? listValue(value) : (value as DuckDBValue);
}
