/**
 * One column's part of a data chunk to be written. Numbers of the vector's own type are copied whole; a value that needs a conversion,
 * may be missing or is a text goes in one by one, which takes twenty times as long.
 */
import type { ColumnData } from './check-columns.ts';

/** What is used of the driver's vector; `items` is there where it keeps numbers of a fixed size. */
interface Vector<Value> {
  readonly items?: unknown;
  setItem(row: number, value: Value): void;
  flush(): void;
}

/** `convert` makes the driver's value of a plain one. Rows of `data` from `start` on; none given is a column of NULL. */
export function fillVector<Value>(
  vector: Vector<Value>,
  data: ColumnData | undefined,
  start: number,
  count: number,
  convert: (value: unknown) => Value,
): void {
  if (!copyWhole(vector.items, data, start, count))
    for (let row = 0; row < count; row++) vector.setItem(row, convert(data?.[start + row] ?? null));
  vector.flush();
}

function copyWhole(items: unknown, data: ColumnData | undefined, start: number, count: number): boolean {
  for (const Kind of [Int32Array, Float32Array, Float64Array]) {
    if (!(data instanceof Kind && items instanceof Kind)) continue;
    items.set(data.subarray(start, start + count));
    return true;
  }
  return false;
}
