import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Graph } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../src/engine/onnx/runtime.ts';
import { serialise } from '../../../src/engine/onnx/serialise.ts';

describe('serialise', () => {
  it('writes the same bytes for the same graph', () => {
    const build = (): Uint8Array => {
      const graph = new Graph('same');
      graph.output('y', ops.gelu(graph.input('x', 'float32', ['b', 2]), 'tanh'));
      return serialise(graph);
    };
    expect(Buffer.from(build()).equals(Buffer.from(build()))).toBe(true);
  });

  it('writes the first fields as the format numbers them: IR version 9, producer cofire', () => {
    const bytes = Buffer.from(serialise(new Graph('empty')));
    expect(bytes.subarray(0, 10).toString('latin1')).toBe('\x08\x09\x12\x06cofire');
  });

  it('keeps every kind of attribute: float, integer, string and list', async () => {
    const graph = new Graph('attributes');
    const x = graph.input('x', 'float32', [2, 1]);
    const scaled = ops.matmul(x, graph.constant('float32', [1, 1], [2]), { scale: -0.75 });
    graph.output('y', ops.gelu(ops.transpose(scaled, [1, 0]), 'none'));
    const session = await Session.create(graph, { threads: 1 });
    const results = await session.run({ x: { data: Float32Array.of(0, -20), dims: [2, 1] } });
    await session.release();
    expect(results.y!.dims).toEqual([1, 2]);
    expect(Array.from(floats(results, 'y'))).toEqual([-0 + 0, 30].map((v) => expect.closeTo(v, 6)));
  });

  it('lets one tensor be an output under two names, and an input be an output', async () => {
    const graph = new Graph('names');
    const x = graph.input('x', 'float32', [1]);
    const y = ops.neg(x);
    graph.output('a', y);
    graph.output('b', y);
    graph.output('same', x);
    const session = await Session.create(graph, { threads: 1 });
    const results = await session.run({ x: { data: Float32Array.of(4), dims: [1] } });
    await session.release();
    expect(['a', 'b', 'same'].map((name) => floats(results, name)[0])).toEqual([-4, -4, 4]);
  });

  it('points into a file at an offset, without the bytes in the model', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cofire-serialise-'));
    const values = Float32Array.from({ length: 5000 }, (_, i) => i);
    writeFileSync(
      join(folder, 'weights with ünïcode.bin'),
      Buffer.concat([Buffer.alloc(12), Buffer.from(values.buffer)]),
    );
    const graph = new Graph('external');
    const data = { location: 'weights with ünïcode.bin', offset: 12, nBytes: 20_000 };
    graph.output('y', ops.add(graph.input('x', 'float32', [1]), graph.external('w', 'float32', [5000], data)));
    expect(serialise(graph).length).toBeLessThan(1000);
    const session = await Session.create(graph, { threads: 1, folder });
    const results = await session.run({ x: { data: Float32Array.of(0.5), dims: [1] } });
    await session.release();
    expect([floats(results, 'y')[0], floats(results, 'y')[4999]]).toEqual([0.5, 4999.5]);
  });
});
