/**
 * One column of a result, gathered from its chunks: INTEGER → Int32Array, FLOAT → Float32Array, DOUBLE → Float64Array,
 * anything else → array of plain values. A typed array cannot hold a NULL, so a NULL in a number column is an error.
 */
import type { ColumnData } from './check-columns.ts';
import { toPlain } from './plain.ts';

/** What is used of the driver's data chunk. */
interface Chunk {
  readonly rowCount: number;
  getColumnVector(index: number): { getItem(row: number): unknown };
}

const ARRAYS = { INTEGER: Int32Array, FLOAT: Float32Array, DOUBLE: Float64Array } as const;

/** `type`: DuckDB's name of it. `where` names the query and column in errors. */
export function columnOf(where: string, type: string, index: number, chunks: readonly Chunk[]): ColumnData {
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  const typed = type in ARRAYS ? new ARRAYS[type as keyof typeof ARRAYS](rows) : undefined;
  const values: unknown[] = [];
  let row = 0;
  for (const chunk of chunks) {
    const vector = chunk.getColumnVector(index);
    for (let item = 0; item < chunk.rowCount; item++, row++) {
      const value = vector.getItem(item);
      if (typed === undefined) values.push(toPlain(where, value, 'refuse'));
      else if (value === null)
        throw new Error(`${where}, row ${row}: NULL, expected a number (read it with query instead)`);
      else typed[row] = value as number;
    }
  }
  return typed ?? (values as ColumnData);
}
