import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commonFolder, externalWeights } from '../../src/model/external-weights.ts';
import { f32ToBf16, f32ToF16 } from '../../src/model/half.ts';
import { openSafetensors } from '../../src/model/safetensors.ts';
import { readTensor } from '../../src/model/tensor-values.ts';
import { Graph } from '../../src/onnx/graph.ts';
import * as ops from '../../src/onnx/ops.ts';
import { floats, Session } from '../../src/onnx/runtime.ts';
import { bytesOf, temporaryFolder, writeRaw } from './raw-safetensors.ts';

const D = 16;
const values = Float32Array.from({ length: D * D }, (_, i) => Math.sin(i));
const identity = Float32Array.from({ length: D * D }, (_, i) => (i % (D + 1) === 0 ? 1 : 0));

/** The matrix as onnxruntime sees it, and as the reader does. */
async function throughSession(dtype: string, bytes: Uint8Array, padding = ''): Promise<Float32Array[]> {
  const folder = temporaryFolder();
  const header = JSON.stringify({ w: { dtype, shape: [D, D], data_offsets: [0, bytes.length] } }) + padding;
  const { tensors } = await openSafetensors(writeRaw(join(folder, 'm.safetensors'), header, bytes));
  const graph = new Graph('weights');
  const w = externalWeights(graph, tensors, folder)('w');
  graph.output('y', ops.matmul(graph.input('x', 'float32', [D, D]), w));
  const session = await Session.create(graph, { folder, threads: 1 });
  const y = floats(await session.run({ x: { data: identity, dims: [D, D] } }), 'y');
  await session.release();
  return [y, await readTensor(tensors.get('w')!)];
}

describe('two routes agree: a session reads from the file what the reader reads', () => {
  test.each([
    ['F32', bytesOf(values)],
    ['F16', bytesOf(f32ToF16(values))],
    ['BF16', bytesOf(f32ToBf16(values))],
  ])('%s', async (dtype, bytes) => {
    const [seen, read] = await throughSession(dtype, bytes);
    expect(seen).toEqual(read);
  });

  test('with a header of any length, so that the weights lie at odd addresses', async () => {
    for (const padding of ['', ' ', '  ', '   ']) {
      const [seen] = await throughSession('F32', bytesOf(values), padding);
      expect(seen).toEqual(values);
    }
  });
});

test('a tensor that is not there and one of another type are errors that name it', () => {
  const graph = new Graph('weights');
  const entry = { name: 'mask', file: '/m/a', offset: 0, nBytes: 1, dtype: 'BOOL', shape: [1] } as const;
  const weights = externalWeights(graph, new Map([['mask', entry]]), '/m');
  expect(() => weights('none')).toThrow(/weights: there is no tensor none/);
  expect(() => weights('mask')).toThrow(/\/m\/a: mask: element type BOOL, expected F32, F16 or BF16/);
});

test('the common folder is the deepest that holds every file', () => {
  expect(commonFolder(['/a/b/m', '/a/b/s'])).toBe('/a/b');
  expect(commonFolder(['/a/b/m', '/a/c/d/s'])).toBe('/a');
  expect(commonFolder(['/a/b/m', '/a/bc/s'])).toBe('/a');
  expect(commonFolder(['/a/m', '/x/s'])).toBe('/');
});
