import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commonFolder, externalWeights } from '../../../../src/engine/model/files/external-weights.ts';
import { openSafetensors } from '../../../../src/engine/model/files/safetensors.ts';
import { writeSafetensors } from '../../../../src/engine/model/files/write-safetensors.ts';
import { Graph } from '../../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../../src/engine/onnx/runtime.ts';
import { generate } from '../../../generated.ts';
import { temporaryFolder } from '../raw-safetensors.ts';

const values = generate('w', [3, 5]);

async function readBack(path: string, folder?: string): Promise<Float32Array> {
  const { tensors } = await openSafetensors(path);
  const external = folder ?? commonFolder([...tensors.values()].map(({ file }) => file));
  const graph = new Graph('weights');
  const weights = externalWeights(graph, tensors, external, 'sae.');
  graph.output('y', ops.add(weights('w'), graph.input('x', 'float32', [])));
  const session = await Session.create(graph, { folder: external, threads: 1 });
  const results = await session.run({ x: { data: Float32Array.of(0), dims: [] } });
  await session.release();
  return floats(results, 'y');
}

describe('externalWeights', () => {
  for (const dtype of ['F32', 'F16', 'BF16'] as const) {
    it(`reads ${dtype} from inside the file as float32`, async () => {
      const path = join(temporaryFolder(), 'weights.safetensors');
      await writeSafetensors(
        path,
        { a: { shape: [1], values: Float32Array.of(1), dtype: 'F16' }, w: { shape: [3, 5], values, dtype } },
        {},
      );
      expect(await readBack(path)).toEqual(values);
    });
  }
  it('follows a link, as in the cache of a model hub, where onnxruntime would refuse it', async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'blobs'));
    mkdirSync(join(root, 'snapshots'));
    await writeSafetensors(join(root, 'blobs', '0f'), { w: { shape: [3, 5], values } }, {});
    symlinkSync(join('..', 'blobs', '0f'), join(root, 'snapshots', 'model.safetensors'));
    expect(await readBack(join(root, 'snapshots', 'model.safetensors'))).toEqual(values);
  });
  it('works from any folder above the file, the root included', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'weights in a näme.safetensors');
    await writeSafetensors(path, { w: { shape: [3, 5], values } }, {});
    expect(await readBack(path)).toEqual(values);
    expect(await readBack(path, '/')).toEqual(values);
  });
  it('declares a tensor once however often it is asked for', () => {
    const graph = new Graph('once');
    const entry = { name: 'w', file: '/a/b', offset: 0, nBytes: 8, dtype: 'F16', shape: [4] } as const;
    const weights = externalWeights(graph, new Map([['w', entry]]), '/a');
    expect(weights('w')).toBe(weights('w'));
    expect([graph.initialisers.length, graph.nodes.length]).toEqual([1, 1]);
  });
  it('refuses a tensor that is not there and an element type it cannot read', () => {
    const graph = new Graph('refusals');
    const entry = { name: 'w', file: '/a/b', offset: 0, nBytes: 8, dtype: 'I64', shape: [1] } as const;
    const weights = externalWeights(graph, new Map([['w', entry]]), '/a');
    expect(() => weights('w')).toThrow(/\/a\/b: w: element type I64, expected F32, F16 or BF16/);
    expect(() => weights('v')).toThrow('there is no tensor v');
  });
});

describe('commonFolder', () => {
  it('is the deepest folder that holds every file', () => {
    expect(commonFolder(['/a/b/c.bin'])).toBe('/a/b');
    expect(commonFolder(['/a/b/c.bin', '/a/b/d/e.bin'])).toBe('/a/b');
    expect(commonFolder(['/a/b/d/e.bin', '/a/b/c.bin'])).toBe('/a/b');
    expect(commonFolder(['/a/bc/x', '/a/bd/x'])).toBe('/a');
    expect(commonFolder(['/a/x', '/b/x'])).toBe('/');
  });
});
