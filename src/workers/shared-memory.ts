/** Plain data with every typed array moved into shared memory, so that worker threads read one copy. */
type Typed = Float64Array | Float32Array | Int32Array;

export function inSharedMemory<T>(value: T): T {
  return move(value) as T;
}

function move(value: unknown): unknown {
  if (value instanceof Float64Array) return copied(new Float64Array(new SharedArrayBuffer(value.byteLength)), value);
  if (value instanceof Float32Array) return copied(new Float32Array(new SharedArrayBuffer(value.byteLength)), value);
  if (value instanceof Int32Array) return copied(new Int32Array(new SharedArrayBuffer(value.byteLength)), value);
  if (ArrayBuffer.isView(value))
    throw new TypeError(`inSharedMemory: ${value.constructor.name}, expected Float64Array, Float32Array or Int32Array`);
  if (Array.isArray(value)) return value.map(move);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, move(one)]));
}

function copied(into: Typed, from: Typed): Typed {
  into.set(from);
  return into;
}
