import { describe, expect, it } from 'vitest';
import { Graph } from '../../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../../src/engine/onnx/runtime.ts';
import { expectGradient } from '../numeric.ts';

describe('matmul', () => {
  it('agrees with central differences for every transposition, batched and with a shared right side', async () => {
    for (const transposeA of [false, true]) {
      for (const transposeB of [false, true]) {
        const a = transposeA ? { shape: ['b', 4, 3], dims: [2, 4, 3] } : { shape: ['b', 3, 4], dims: [2, 3, 4] };
        const b = transposeB ? { shape: ['b', 5, 4], dims: [2, 5, 4] } : { shape: ['b', 4, 5], dims: [2, 4, 5] };
        await expectGradient([a, b], (x, y) => ops.matmul(x, y, { transposeA, transposeB, scale: 0.5 }), [2, 3, 5]);
        const shared = { shape: b.shape.slice(1), dims: b.dims.slice(1) };
        await expectGradient([a, shared], (x, y) => ops.matmul(x, y, { transposeA, transposeB }), [2, 3, 5]);
      }
    }
  });
  it('flattens leading axes row by row', async () => {
    await expectGradient([{ shape: ['b', 't', 2], dims: [2, 3, 2] }], (x) => ops.flattenRows(x), [6, 2]);
    const graph = new Graph('flatten');
    const x = graph.input('x', 'float32', ['b', 't', 2]);
    expect(ops.flattenRows(x).shape).toEqual(['b*t', 2]);
    const rows = graph.input('rows', 'float32', ['n', 2]);
    expect(ops.flattenRows(rows)).toBe(rows);
  });
  it('is a plain MatMul unless transposed or scaled', () => {
    const graph = new Graph('kinds');
    const x = graph.input('x', 'float32', [2, 2]);
    ops.matmul(x, x);
    ops.matmul(x, x, { transposeB: true });
    ops.matmul(x, x, { scale: 2 });
    expect(graph.nodes.map(({ operator }) => operator)).toEqual(['MatMul', 'FusedMatMul', 'FusedMatMul']);
  });
  it('gives an empty product of no rows', async () => {
    const graph = new Graph('empty');
    const x = graph.input('x', 'float32', ['rows', 2]);
    graph.output('y', ops.matmul(x, graph.constant('float32', [2, 3], [1, 2, 3, 4, 5, 6])));
    const session = await Session.create(graph, { threads: 1 });
    const results = await session.run({ x: { data: new Float32Array(0), dims: [0, 2] } });
    await session.release();
    expect([floats(results, 'y').length, results.y!.dims]).toEqual([0, [0, 3]]);
  });
  it('refuses vectors and sizes that do not meet', () => {
    const graph = new Graph('refusals');
    const x = graph.input('x', 'float32', [2, 3]);
    expect(() => ops.matmul(x, x)).toThrow('inner sizes 3 and 2');
    expect(() => ops.matmul(x, graph.input('v', 'float32', [3]))).toThrow('ranks 2 and 1');
    expect(() =>
      ops.matmul(graph.input('a', 'float32', ['b', 2, 3]), graph.input('c', 'float32', ['d', 3, 2])),
    ).toThrow('b against d');
  });
});
