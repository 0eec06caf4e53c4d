import { describe, expect, it } from 'vitest';
import { Graph } from '../../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../../src/engine/onnx/ops.ts';
import { floats, integers, Session } from '../../../../src/engine/onnx/runtime.ts';
import { expectGradient } from '../numeric.ts';

const matrix = { shape: ['rows', 4], dims: [3, 4] } as const;

describe('reductions', () => {
  it('agree with central differences, axes kept or dropped, negative axes', async () => {
    await expectGradient([matrix], (x) => ops.reduceSum(x, [0]), [4]);
    await expectGradient([matrix], (x) => ops.reduceMean(x, [-1], { keepDims: true }), [3, 1]);
    await expectGradient([{ shape: ['b', 't', 2], dims: [2, 3, 2] }], (x) => ops.reduceSum(x, [0, -1]), [3]);
  });
  it('reduceMax is the largest entry, and reduces int32 sums without rounding', async () => {
    const graph = new Graph('max');
    const x = graph.input('x', 'float32', ['rows', 3]);
    const n = graph.input('n', 'int32', ['rows', 3]);
    graph.output('max', ops.reduceMax(x, [1]));
    graph.output('sum', ops.reduceSum(n, [1]));
    const session = await Session.create(graph, { threads: 1 });
    const results = await session.run({
      x: { data: Float32Array.of(-3, -1, -2, 5, 5, 4), dims: [2, 3] },
      n: { data: Int32Array.of(2 ** 24, 1, 0, 1, 1, 1), dims: [2, 3] },
    });
    await session.release();
    expect(Array.from(floats(results, 'max'))).toEqual([-1, 5]);
    expect(Array.from(integers(results, 'sum'))).toEqual([2 ** 24 + 1, 3]);
  });
  it('refuses a mean over an axis of unknown size and an axis that is not there', () => {
    const graph = new Graph('refusals');
    const x = graph.input('x', 'float32', ['rows', 3]);
    expect(() => ops.reduceMean(x, [0])).toThrow('axes of sizes [rows], expected numbers');
    expect(() => ops.reduceSum(x, [2])).toThrow('axis 2 of a tensor of rank 2');
  });
});
