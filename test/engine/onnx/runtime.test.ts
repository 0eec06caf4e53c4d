import { describe, expect, it } from 'vitest';
import { Graph } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';
import { floats, integers, Session } from '../../../src/engine/onnx/runtime.ts';
import { generate } from '../../generated.ts';

describe('Session', () => {
  it('feeds and returns float32, int32 and int64 with their sizes', async () => {
    const graph = new Graph('types');
    const f = graph.input('f', 'float32', ['n']);
    const i = graph.input('i', 'int32', ['n']);
    const l = graph.input('l', 'int64', ['n']);
    graph.output('f2', ops.add(f, f));
    graph.output('i2', ops.add(i, i));
    graph.output('l2', ops.add(l, l));
    const session = await Session.create(graph, { threads: 1 });
    const results = await session.run({
      f: { data: Float32Array.of(1.5, 2), dims: [2] },
      i: { data: Int32Array.of(-3, 4), dims: [2] },
      l: { data: BigInt64Array.of(5n, -6n), dims: [2] },
    });
    await session.release();
    expect(Array.from(floats(results, 'f2'))).toEqual([3, 4]);
    expect(Array.from(integers(results, 'i2'))).toEqual([-6, 8]);
    expect(results.l2).toEqual({ data: BigInt64Array.of(10n, -12n), dims: [2] });
    expect(() => floats(results, 'i2')).toThrow('output i2: got Int32Array, expected float32');
    expect(() => integers(results, 'f2')).toThrow('output f2: got Float32Array, expected int32');
    expect(() => floats(results, 'none')).toThrow('output none: got undefined');
  });

  it('gives the same bits whether idle threads spin or sleep', async () => {
    const graph = new Graph('spin');
    const [a, b] = [graph.input('a', 'float32', ['rows', 'n']), graph.input('b', 'float32', ['cols', 'n'])];
    graph.output('products', ops.matmul(a, b, { transposeB: true }));
    const feed = { data: Float32Array.from({ length: 300 * 70 }, (_, k) => Math.sin(k)), dims: [300, 70] };
    const found = [];
    for (const spin of [true, false]) {
      const session = await Session.create(graph, { threads: 2, spin });
      found.push(floats(await session.run({ a: feed, b: feed }), 'products'));
      await session.release();
    }
    expect(found[1]).toEqual(found[0]);
  });

  it('refuses feeds of a wrong name, type or size', async () => {
    const graph = new Graph('feeds');
    graph.output('y', ops.neg(graph.input('x', 'float32', ['n', 2])));
    const session = await Session.create(graph, { threads: 1 });
    const data = Float32Array.of(1, 2);
    await expect(session.run({})).rejects.toThrow(/x/);
    await expect(session.run({ x: { data, dims: [2, 1] } })).rejects.toThrow(/x/);
    await expect(session.run({ x: { data: Int32Array.of(1, 2), dims: [1, 2] } })).rejects.toThrow(/data type/);
    await expect(session.run({ x: { data, dims: [3, 2] } })).rejects.toThrow(/size/);
    await session.release();
  });

  it('does not start on a graph that is no model', async () => {
    const graph = new Graph('broken');
    const x = graph.input('x', 'float32', [2]);
    graph.output('y', graph.node('NoSuchOperator', [x], 'float32', [2]));
    await expect(Session.create(graph)).rejects.toThrow(/NoSuchOperator/);
  });

  it('gives the same bits again, in the same session and in a new one, at one thread and at two', async () => {
    const graph = new Graph('bits');
    const x = graph.input('x', 'float32', ['n', 96]);
    const w = graph.constant('float32', [96, 64], [...generate('w', [96, 64])]);
    graph.output('y', ops.softmax(ops.matmul(ops.layerNorm(x, ...affine(graph)), w)));
    const data = generate('x', [33, 96]);
    const run = async (session: Session): Promise<Buffer> => {
      const y = floats(await session.run({ x: { data, dims: [33, 96] } }), 'y');
      return Buffer.from(y.buffer.slice(y.byteOffset, y.byteOffset + y.byteLength));
    };
    for (const threads of [1, 2]) {
      const session = await Session.create(graph, { threads });
      const again = await Session.create(graph, { threads });
      const first = await run(session);
      expect(first.equals(await run(session))).toBe(true);
      expect(first.equals(await run(again))).toBe(true);
      await session.release();
      await again.release();
    }
  });
});

function affine(graph: Graph) {
  const ones = graph.constant('float32', [96], new Array<number>(96).fill(1));
  const zeros = graph.constant('float32', [96], new Array<number>(96).fill(0));
  return [ones, zeros, 1e-5] as const;
}
