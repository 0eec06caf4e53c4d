/**
 * Values of a tensor in a safetensors file, as f32: the whole tensor or a range of rows (its first axis).
 * F32 bytes are read straight into the result; F16 and BF16 are widened exactly.
 */
import { open } from 'node:fs/promises';
import { StudyError } from '../../../errors.ts';
import { bf16ToF32, f16ToF32 } from './half.ts';
import { ITEM_BYTES, type TensorEntry } from './safetensors.ts';

/** Node reads at most 2³¹ − 1 bytes in one call. */
const CHUNK_BYTES = 2 ** 30;

export type FloatDtype = 'F32' | 'F16' | 'BF16';

export function isFloat(entry: TensorEntry): entry is TensorEntry & { readonly dtype: FloatDtype } {
  return entry.dtype === 'F32' || entry.dtype === 'F16' || entry.dtype === 'BF16';
}

/** All values, row-major f32. */
export async function readTensor(entry: TensorEntry): Promise<Float32Array> {
  return readElements(entry, 0, entry.nBytes / ITEM_BYTES[entry.dtype]);
}

/** The first number of a tensor, F64 too. */
export async function readScalar(entry: TensorEntry): Promise<number> {
  if (entry.dtype !== 'F64') return (await readElements(entry, 0, 1))[0];
  const bytes = new Uint8Array(8);
  await readBytes(entry, 0, bytes);
  return new DataView(bytes.buffer).getFloat64(0, true);
}

/** Rows [begin, end) of the first axis, row-major f32. */
export async function readRows(entry: TensorEntry, begin: number, end: number): Promise<Float32Array> {
  const rows = entry.shape.length === 0 ? 1 : entry.shape[0];
  if (!Number.isInteger(begin) || !Number.isInteger(end) || begin < 0 || end > rows || begin > end) {
    throw new RangeError(`readRows: rows ${begin} to ${end} of ${entry.name}, expected a range within 0 to ${rows}`);
  }
  const width = entry.shape.slice(1).reduce((product, extent) => product * extent, 1);
  return readElements(entry, begin * width, end * width);
}

async function readElements(entry: TensorEntry, begin: number, end: number): Promise<Float32Array> {
  if (!isFloat(entry)) {
    throw new StudyError({
      where: `${entry.file}: tensor ${entry.name}`,
      found: `dtype ${entry.dtype}`,
      expected: 'F32, F16 or BF16',
    });
  }
  const bytes = ITEM_BYTES[entry.dtype];
  const values = new Float32Array(end - begin);
  const raw = entry.dtype === 'F32' ? new Uint8Array(values.buffer) : new Uint8Array((end - begin) * bytes);
  await readBytes(entry, begin * bytes, raw);
  if (entry.dtype === 'F16') f16ToF32(new Uint16Array(raw.buffer), values);
  if (entry.dtype === 'BF16') bf16ToF32(new Uint16Array(raw.buffer), values);
  return values;
}

/** Fills `into` with the tensor's bytes from `from` on. */
export async function readBytes(entry: TensorEntry, from: number, into: Uint8Array): Promise<void> {
  const handle = await open(entry.file, 'r');
  try {
    let done = 0;
    while (done < into.length) {
      const want = Math.min(CHUNK_BYTES, into.length - done);
      const { bytesRead } = await handle.read(into, done, want, entry.offset + from + done);
      if (bytesRead === 0) {
        throw new StudyError({
          where: entry.file,
          found: `ended inside tensor ${entry.name}`,
          expected: 'the file it was when opened',
        });
      }
      done += bytesRead;
    }
  } finally {
    await handle.close();
  }
}
