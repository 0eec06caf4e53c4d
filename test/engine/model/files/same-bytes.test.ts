import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSafetensors } from '../../../../src/engine/model/files/safetensors.ts';
import { sameBytes } from '../../../../src/engine/model/files/same-bytes.ts';
import { writeSafetensors } from '../../../../src/engine/model/files/write-safetensors.ts';
import { temporaryFolder } from '../raw-safetensors.ts';

test('equal, different in the last value beyond a piece of 16 MiB, of another length, of another type', async () => {
  const path = join(temporaryFolder(), 'm.safetensors');
  const values = new Float32Array(2 ** 22 + 1);
  const changed = values.slice();
  changed[2 ** 22] = 1;
  const shape = [values.length];
  const tensors = {
    a: { shape, values },
    b: { shape, values },
    c: { shape, values: changed },
    d: { shape: [2], values: new Float32Array(2) },
  };
  await writeSafetensors(path, { ...tensors, e: { shape: [4], values: new Float32Array(4), dtype: 'F16' } }, {});
  const entries = (await openSafetensors(path)).tensors;
  const same = (left: string, right: string): Promise<boolean> => sameBytes(entries.get(left)!, entries.get(right)!);
  expect(await same('a', 'b')).toBe(true);
  expect(await same('a', 'c')).toBe(false);
  expect(await same('a', 'd')).toBe(false);
  expect(await same('d', 'e')).toBe(false);
});
