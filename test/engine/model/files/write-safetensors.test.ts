import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSafetensors } from '../../../../src/engine/model/files/safetensors.ts';
import { readTensor } from '../../../../src/engine/model/files/tensor-values.ts';
import { writeSafetensors } from '../../../../src/engine/model/files/write-safetensors.ts';
import { temporaryFolder } from '../raw-safetensors.ts';

const tensors = {
  small: { shape: [3], values: Float32Array.of(0.5, -1, 8), dtype: 'F16' },
  z: { shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) },
  a: { shape: [], values: Float32Array.of(0.1) },
} as const;

test('what is written is read back, aligned, with its metadata and nothing left behind', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'm.safetensors');
  await writeSafetensors(path, tensors, { format: 'pt', seed: '1' });
  const opened = await openSafetensors(path);
  expect(opened.metadata).toEqual({ format: 'pt', seed: '1' });
  expect([...opened.tensors.keys()]).toEqual(['a', 'z', 'small']);
  for (const [name, { values, shape }] of Object.entries(tensors)) {
    const entry = opened.tensors.get(name)!;
    expect(entry.shape).toEqual(shape);
    expect(entry.offset % (entry.dtype === 'F32' ? 4 : 2)).toBe(0);
    expect(await readTensor(entry)).toEqual(values);
  }
  expect(opened.tensors.get('a')!.offset % 8).toBe(0);
  expect(readdirSync(folder)).toEqual(['m.safetensors']);
});

test('equal tensors in another order give equal bytes', async () => {
  const folder = temporaryFolder();
  const { small, z, a } = tensors;
  await writeSafetensors(join(folder, '1'), { small, z, a }, {});
  await writeSafetensors(join(folder, '2'), { a, z, small }, {});
  expect(readFileSync(join(folder, '1')).equals(readFileSync(join(folder, '2')))).toBe(true);
});

test('a wrong count, NaN and a missing folder write nothing', async () => {
  const path = join(temporaryFolder(), 'bad');
  await expect(writeSafetensors(path, { a: { shape: [2], values: new Float32Array(3) } }, {})).rejects.toThrow(
    /3 values, expected 2/,
  );
  await expect(writeSafetensors(path, { a: { shape: [1], values: Float32Array.of(Number.NaN) } }, {})).rejects.toThrow(
    /a has NaN at 0/,
  );
  await expect(writeSafetensors(join(path, 'none', 'm'), { a: tensors.a }, {})).rejects.toThrow(/ENOENT/);
  expect(existsSync(path)).toBe(false);
});
