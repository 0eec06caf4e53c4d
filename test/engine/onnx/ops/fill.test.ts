import { describe, expect, it } from 'vitest';
import { gradient } from '../../../../src/engine/onnx/gradient.ts';
import { Graph } from '../../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../../src/engine/onnx/runtime.ts';

describe('fills and indices', () => {
  it('take the run-time size of named axes and the declared one of numbers', async () => {
    const graph = new Graph('fill');
    const named = graph.input('named', 'float32', ['rows', 3]);
    const fixed = graph.input('fixed', 'float32', [2, 2]);
    graph.output('shape', ops.shapeOf(named));
    graph.output('zeros', ops.zerosLike(named));
    graph.output('ones', ops.onesLike(fixed));
    graph.output('filled', ops.fillLike(named, -1.5));
    graph.output('rows', ops.indicesAlong(named, 0));
    graph.output('cols', ops.indicesAlong(named, 1));
    const session = await Session.create(graph, { threads: 1 });
    const results = await session.run({
      named: { data: new Float32Array(6).fill(7), dims: [2, 3] },
      fixed: { data: new Float32Array(4), dims: [2, 2] },
    });
    await session.release();
    const plain = Object.fromEntries(
      Object.entries(results).map(([name, { data, dims }]) => [name, [Array.from(data, Number), dims]]),
    );
    expect(plain).toEqual({
      shape: [[2, 3], [2]],
      zeros: [
        [0, 0, 0, 0, 0, 0],
        [2, 3],
      ],
      ones: [
        [1, 1, 1, 1],
        [2, 2],
      ],
      filled: [
        [-1.5, -1.5, -1.5, -1.5, -1.5, -1.5],
        [2, 3],
      ],
      rows: [[0, 1], [2]],
      cols: [[0, 1, 2], [3]],
    });
  });

  it('constantOf is the tensor itself, and passes no derivative', async () => {
    const graph = new Graph('held');
    const x = graph.input('x', 'float32', [2]);
    const y = ops.mul(x, ops.constantOf(x));
    graph.output('y', y);
    graph.output('g', gradient(y, [x])[0]);
    const session = await Session.create(graph, { threads: 1 });
    const results = await session.run({ x: { data: Float32Array.of(2, 3), dims: [2] } });
    await session.release();
    expect([...floats(results, 'y')]).toEqual([4, 9]);
    expect([...floats(results, 'g')]).toEqual([2, 3]);
  });
});
