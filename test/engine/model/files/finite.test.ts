import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFinite, checkFiniteOnce, firstNonFinite } from '../../../../src/engine/model/files/finite.ts';
import { openSafetensors } from '../../../../src/engine/model/files/safetensors.ts';
import { bytesOf, temporaryFolder, writeRaw } from '../raw-safetensors.ts';

const folder = temporaryFolder();

async function scan(name: string, dtype: string, bytes: Uint8Array, item: number): Promise<void> {
  const header = { w: { dtype, shape: [bytes.length / item], data_offsets: [0, bytes.length] } };
  const { tensors } = await openSafetensors(writeRaw(join(folder, name), header, bytes));
  await checkFinite('model.safetensors', tensors.values());
}

test.each([0, 1, 2, 3, 4, 5, 6, 7])('NaN is found as element %s of eight', (at) => {
  expect(firstNonFinite(Float32Array.from({ length: 8 }, (_, i) => (i === at ? Number.NaN : i)))).toBe(at);
  expect(firstNonFinite(Float32Array.from({ length: at + 1 }, (_, i) => (i === at ? -Infinity : 1)))).toBe(at);
});

test('the largest, the smallest and zero are finite', () => {
  expect(firstNonFinite(Float32Array.of(0, -0, 3.4e38, -3.4e38, 1e-45))).toBe(-1);
});

test.each([Number.NaN, Infinity, -Infinity])('%s is found where it is', (bad) => {
  expect(firstNonFinite(Float32Array.of(1, bad, 2, bad))).toBe(1);
});

test('a file with NaN or infinity is refused, naming tensor and element, for each float type', async () => {
  await expect(scan('a', 'F32', bytesOf(Float32Array.of(1, 2, Number.NaN)), 4)).rejects.toThrow(
    /model\.safetensors: tensor w: NaN or infinity at element 2 \(shape \[3\]\), expected finite weights/,
  );
  await expect(scan('b', 'F16', bytesOf(Uint16Array.of(0x3c00, 0xfc00)), 2)).rejects.toThrow(/element 1/);
  await expect(scan('c', 'BF16', bytesOf(Uint16Array.of(0x7fc0)), 2)).rejects.toThrow(/element 0/);
  await expect(scan('d', 'F16', bytesOf(Uint16Array.of(0x7bff, 0xfbff)), 2)).resolves.toBeUndefined();
});

test('a value beyond the first chunks is found, and integer tensors are left alone', async () => {
  const values = new Float32Array(2 ** 22 + 10);
  values[2 ** 22 + 7] = Infinity;
  await expect(scan('e', 'F32', bytesOf(values), 4)).rejects.toThrow(`element ${2 ** 22 + 7} `);
  await expect(scan('f', 'I32', bytesOf(Float32Array.of(Number.NaN)), 4)).resolves.toBeUndefined();
});

test('once a process for each state of a file: a changed file is looked at again', async () => {
  const path = join(folder, 'once');
  const header = { w: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } };
  writeRaw(path, header, bytesOf(Float32Array.of(1)));
  const { tensors } = await openSafetensors(path);
  await checkFiniteOnce(path, tensors.values());
  await checkFiniteOnce(path, tensors.values());
  writeRaw(path, header, bytesOf(Float32Array.of(Number.NaN)));
  utimesSync(path, new Date(0), new Date(0));
  await expect(checkFiniteOnce(path, tensors.values())).rejects.toThrow(/element 0/);
});
