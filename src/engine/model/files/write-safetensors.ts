/**
 * Writes a safetensors file: a temporary file beside the target, synced, then renamed, so a reader never sees half a file.
 *
 * The header is padded with spaces to a multiple of 8 bytes and tensors are ordered by item size (largest first), then by
 * name: every tensor is aligned for its type, and equal content gives equal bytes.
 */
import { open, rename, rm } from 'node:fs/promises';
import { temporaryPath } from '../../../temporary-path.ts';
import { firstNonFinite } from './finite.ts';
import { f32ToBf16, f32ToF16 } from './half.ts';
import { ITEM_BYTES } from './safetensors.ts';
import type { FloatDtype } from './tensor-values.ts';

export interface TensorToWrite {
  readonly shape: readonly number[];
  /** Row-major f32, rounded to `dtype` on the way. */
  readonly values: Float32Array;
  /** F32 unless given. */
  readonly dtype?: FloatDtype;
}

export async function writeSafetensors(
  path: string,
  tensors: Readonly<Record<string, TensorToWrite>>,
  metadata: Readonly<Record<string, string>>,
): Promise<void> {
  const names = Object.keys(tensors).sort((a, b) => itemBytes(tensors[b]) - itemBytes(tensors[a]) || (a < b ? -1 : 1));
  const header: Record<string, unknown> = Object.keys(metadata).length === 0 ? {} : { __metadata__: metadata };
  let end = 0;
  for (const name of names) {
    const tensor = tensors[name];
    check(name, tensor);
    const begin = end;
    end += tensor.values.length * itemBytes(tensor);
    header[name] = { dtype: tensor.dtype ?? 'F32', shape: tensor.shape, data_offsets: [begin, end] };
  }
  const json = Buffer.from(JSON.stringify(header));
  const padded = Buffer.alloc(Math.ceil(json.length / 8) * 8, ' ');
  json.copy(padded);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));

  const temporary = temporaryPath(path);
  const handle = await open(temporary, 'w');
  try {
    await handle.writeFile(length);
    await handle.writeFile(padded);
    for (const name of names) await handle.writeFile(encode(tensors[name]));
    await handle.sync();
    await handle.close();
    await rename(temporary, path);
  } catch (error) {
    await handle.close();
    await rm(temporary, { force: true });
    throw error;
  }
}

function itemBytes(tensor: TensorToWrite): number {
  return ITEM_BYTES[tensor.dtype ?? 'F32'];
}

function check(name: string, { shape, values }: TensorToWrite): void {
  const count = shape.reduce((product, extent) => product * extent, 1);
  if (count !== values.length)
    throw new RangeError(`writeSafetensors: ${name} has ${values.length} values, expected ${count} for its shape`);
  const at = firstNonFinite(values);
  if (at >= 0) throw new RangeError(`writeSafetensors: ${name} has ${values[at]} at ${at}, expected finite values`);
}

function encode({ values, dtype }: TensorToWrite): Uint8Array {
  const words = dtype === 'F16' ? f32ToF16(values) : dtype === 'BF16' ? f32ToBf16(values) : values;
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}
