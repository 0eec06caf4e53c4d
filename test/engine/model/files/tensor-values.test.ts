import { join } from 'node:path';
import { expect, test } from 'vitest';
import { f32ToBf16, f32ToF16 } from '../../../../src/engine/model/files/half.ts';
import { openSafetensors, type TensorEntry } from '../../../../src/engine/model/files/safetensors.ts';
import { readRows, readTensor } from '../../../../src/engine/model/files/tensor-values.ts';
import { bytesOf, temporaryFolder, writeRaw } from '../raw-safetensors.ts';

const folder = temporaryFolder();
const values = Float32Array.of(1, -2, 3.5, 0, 0.25, 1024);

async function entryOf(dtype: string, bytes: Uint8Array, shape: number[] = [3, 2]): Promise<TensorEntry> {
  const path = writeRaw(
    join(folder, `${dtype}.safetensors`),
    { a: { dtype, shape, data_offsets: [0, bytes.length] } },
    bytes,
  );
  const entry = (await openSafetensors(path)).tensors.get('a');
  if (entry === undefined) throw new Error('tensor a is missing');
  return entry;
}

test.each([
  ['F32', bytesOf(values)],
  ['F16', bytesOf(f32ToF16(values))],
  ['BF16', bytesOf(f32ToBf16(values))],
])('%s values are read as f32, whole and by rows', async (dtype, bytes) => {
  const entry = await entryOf(dtype, bytes);
  expect(await readTensor(entry)).toEqual(values);
  expect(await readRows(entry, 1, 3)).toEqual(values.subarray(2));
  expect(await readRows(entry, 2, 2)).toHaveLength(0);
});

test('other types, rows outside and a file that shrank are errors', async () => {
  await expect(readTensor(await entryOf('I32', bytesOf(values)))).rejects.toThrow(
    /dtype I32, expected F32, F16 or BF16/,
  );
  const entry = await entryOf('F32', bytesOf(values));
  for (const [begin, end] of [
    [-1, 1],
    [0, 4],
    [2, 1],
    [0.5, 1],
  ]) {
    await expect(readRows(entry, begin, end)).rejects.toThrow(RangeError);
  }
  await expect(readTensor({ ...entry, offset: entry.offset + 4 })).rejects.toThrow(/ended inside tensor a/);
});
