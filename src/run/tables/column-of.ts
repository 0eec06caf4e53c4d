/**
 * One column of a result, gathered from its chunks: INTEGER → Int32Array, FLOAT → Float32Array, DOUBLE → Float64Array,
 * anything else → array of plain values. A typed array cannot hold a NULL, so a NULL in a number column is an error.
 */
import type { ColumnData } from './check-columns.ts';
import { toPlain } from './plain.ts';

/** What is used of the driver's data chunk. */
interface Chunk {
  readonly rowCount: number;
  getColumnVector(index: number): Vector;
}

interface Vector {
  getItem(row: number): unknown;
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
    const whole = typed === undefined ? undefined : wholeItems(vector, chunk.rowCount);
    if (typed !== undefined && whole?.constructor === typed.constructor) {
      typed.set(whole, row);
      row += chunk.rowCount;
      continue;
    }
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

/** Bits of 64 items that are all there. */
const FULL = 0xffffffffffffffffn;

/** What the driver keeps of a number vector: the items, and a bit for each that says whether it is there; null where all are. */
interface NumberVector {
  readonly items?: Int32Array | Float32Array | Float64Array;
  readonly validity?: { readonly data: BigUint64Array | null };
}

/** The items of a vector without a NULL; undefined where there is one, or no such array. Item by item takes ten times as long. */
function wholeItems(vector: Vector, count: number): NumberVector['items'] {
  const { items, validity } = vector as NumberVector;
  if (items === undefined || validity === undefined) return undefined;
  const bits = validity.data ?? [];
  for (let word = 0; word < bits.length && 64 * word < count; word++) {
    const rest = count - 64 * word;
    const wanted = rest >= 64 ? FULL : (1n << BigInt(rest)) - 1n;
    if ((bits[word] & wanted) !== wanted) return undefined;
  }
  return items.subarray(0, count);
}
