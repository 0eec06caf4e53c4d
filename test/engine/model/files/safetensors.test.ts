import { symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSafetensors } from '../../../../src/engine/model/files/safetensors.ts';
import { StudyError } from '../../../../src/errors.ts';
import { bytesOf, temporaryFolder, writeRaw, writeText } from '../raw-safetensors.ts';

const folder = temporaryFolder();
let files = 0;
const fresh = (): string => join(folder, `${files++}.safetensors`);
const six = bytesOf(Float32Array.of(1, 2, 3, 4, 5, 6));

test('a file gives each tensor with its absolute place, and its metadata', async () => {
  const header = {
    __metadata__: { format: 'pt' },
    b: { dtype: 'F32', shape: [2, 2], data_offsets: [8, 24] },
    a: { dtype: 'BF16', shape: [4], data_offsets: [0, 8] },
  };
  const path = writeRaw(fresh(), header, six);
  const { tensors, metadata } = await openSafetensors(path);
  const start = 8 + JSON.stringify(header).length;
  expect(tensors.get('a')).toEqual({ name: 'a', file: path, offset: start, nBytes: 8, dtype: 'BF16', shape: [4] });
  expect(tensors.get('b')).toMatchObject({ offset: start + 8, nBytes: 16, shape: [2, 2] });
  expect(metadata).toEqual({ format: 'pt' });
});

test('a symbolic link is resolved in the entries and kept in messages', async () => {
  const target = writeRaw(fresh(), { a: { dtype: 'F32', shape: [], data_offsets: [0, 4] } }, six.subarray(0, 4));
  const link = join(folder, 'model.safetensors');
  symlinkSync(target, link);
  const opened = await openSafetensors(link);
  expect(opened.path).toBe(link);
  expect(opened.tensors.get('a')?.file).toBe(target);
});

const entry = (part: object): unknown => ({ a: { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24], ...part } });

describe('a damaged file is refused with what was found and what was expected', () => {
  const cases: readonly [string, () => string, RegExp][] = [
    ['missing', () => join(folder, 'none.safetensors'), /none\.safetensors: no such file, expected a safetensors file/],
    ['a folder', () => folder, /not a regular file/],
    ['empty', () => writeText(join(folder, 'e'), ''), /an empty file, expected the safetensors format/],
    [
      'another format',
      () => writeText(join(folder, 'z'), 'PK\x03\x04zipzipzip'),
      /a zip archive, expected the safetensors format/,
    ],
    [
      'cut in the header',
      () => writeRaw(fresh(), '{}', six, 4000n),
      /cut off at 34 bytes, expected a header that ends at byte 4008/,
    ],
    ['header not JSON', () => writeRaw(fresh(), '{"a":'), /header that is not JSON/],
    ['header not UTF-8', () => writeRaw(fresh(), '', Uint8Array.of(0x7b, 0xff, 0x7d), 3n), /header that is not JSON/],
    ['header a list', () => writeRaw(fresh(), []), /not an object/],
    ['entry not an object', () => writeRaw(fresh(), { a: 1 }), /tensor a: 1, expected dtype, shape/],
    ['metadata not texts', () => writeRaw(fresh(), { __metadata__: { x: 1 } }), /__metadata__\.x: 1, expected a text/],
    ['metadata not an object', () => writeRaw(fresh(), { __metadata__: 3 }), /__metadata__: not an object/],
    ['unknown dtype', () => writeRaw(fresh(), entry({ dtype: 'F31' }), six), /dtype "F31", expected one of BOOL/],
    ['inherited name as dtype', () => writeRaw(fresh(), entry({ dtype: 'toString' }), six), /dtype "toString"/],
    ['negative extent', () => writeRaw(fresh(), entry({ shape: [-2, -3] }), six), /shape \[-2,-3\]/],
    ['fractional extent', () => writeRaw(fresh(), entry({ shape: [2.5] }), six), /shape \[2\.5\]/],
    ['offsets out of order', () => writeRaw(fresh(), entry({ data_offsets: [24, 0] }), six), /data_offsets \[24,0\]/],
    ['three offsets', () => writeRaw(fresh(), entry({ data_offsets: [0, 24, 24] }), six), /data_offsets \[0,24,24\]/],
    [
      'size against shape',
      () => writeRaw(fresh(), entry({ shape: [2, 2] }), six),
      /24 bytes of data, expected 16 bytes for F32 \[2, 2\]/,
    ],
    [
      'bytes left over',
      () => writeRaw(fresh(), entry({ shape: [2], data_offsets: [0, 8] }), six),
      /as its header says/,
    ],
  ];
  test.each(cases)('%s', async (_, make, message) => {
    const opening = openSafetensors(make());
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toBeInstanceOf(StudyError);
  });

  test('cut inside a tensor: names the tensor and both sizes', async () => {
    const path = writeRaw(fresh(), entry({}), six);
    const whole = 8 + JSON.stringify(entry({})).length + 24;
    truncateSync(path, whole - 5);
    await expect(openSafetensors(path)).rejects.toThrow(
      `cut off at ${whole - 5} bytes, inside tensor a, expected ${whole} bytes`,
    );
  });

  test('overlapping and spaced tensors', async () => {
    const two = (begin: number): unknown => ({
      a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
      b: { dtype: 'F32', shape: [2], data_offsets: [begin, begin + 8] },
    });
    await expect(openSafetensors(writeRaw(fresh(), two(4), six))).rejects.toThrow(
      /tensor b: overlaps tensor a by 4 bytes/,
    );
    await expect(openSafetensors(writeRaw(fresh(), two(12), six))).rejects.toThrow(
      /tensor b: a gap of 4 bytes after tensor a/,
    );
  });
});
