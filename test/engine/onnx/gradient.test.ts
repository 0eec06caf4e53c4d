import { describe, expect, it } from 'vitest';
import { gradient } from '../../../src/engine/onnx/gradient.ts';
import { Graph, type Tensor } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../src/engine/onnx/runtime.ts';

describe('gradient', () => {
  it('adds the contributions of every use of a tensor', async () => {
    const graph = new Graph('uses');
    const x = graph.input('x', 'float32', [2]);
    graph.output('g', gradient(ops.add(ops.mul(x, x), x), [x])[0]!);
    const session = await Session.create(graph, { threads: 1 });
    const results = await session.run({ x: { data: Float32Array.of(3, -1), dims: [2] } });
    expect(Array.from(floats(results, 'g'))).toEqual([7, -1]);
  });

  it('refuses an input that the output does not depend on, and an operator without derivative', () => {
    const graph = new Graph('refusals');
    const x = graph.input('x', 'float32', [2]);
    const other = graph.input('other', 'float32', [2]);
    expect(() => gradient(ops.exp(x), [other])).toThrow(/depends on none/);
    expect(() => gradient(ops.exp(x), [x, other])).toThrow(/does not depend on other/);
    expect(() => gradient(ops.reduceMax(x, [0]), [x])).toThrow(/ReduceMax has no derivative/);
  });

  it('adds nothing for branches that do not lie between the two', () => {
    const graph = new Graph('branches');
    const x = graph.input('x', 'float32', [2]);
    const weight = graph.input('weight', 'float32', [2]);
    const y = ops.mul(ops.exp(weight), x);
    const before = graph.nodes.length;
    gradient(y, [x]);
    expect(graph.nodes.slice(before).map((node) => node.operator)).toEqual(['Expand', 'Mul']);
  });

  it('is the gradient of a weighted sum under a seed, and sums over outputs without one', async () => {
    const graph = new Graph('seeded');
    const x = graph.input('x', 'float32', ['n']);
    const seed = graph.input('seed', 'float32', ['n']);
    const y = ops.mul(x, x);
    graph.output('plain', gradient(y, [x])[0]!);
    graph.output('seeded', gradient(y, [x], seed)[0]!);
    const session = await Session.create(graph, { threads: 1 });
    const fed = {
      x: { data: Float32Array.of(1, 2, 3), dims: [3] },
      seed: { data: Float32Array.of(1, 0, -1), dims: [3] },
    };
    const results = await session.run(fed);
    expect(Array.from(floats(results, 'plain'))).toEqual([2, 4, 6]);
    expect(Array.from(floats(results, 'seeded'))).toEqual([2, 0, -6]);
    await session.release();
  });

  it('goes through an operator with several used outputs', async () => {
    const graph = new Graph('outputs');
    const x = graph.input('x', 'float32', [4]);
    const [a, b] = ops.split(x, 0, [2, 2]) as [Tensor, Tensor];
    graph.output('g', gradient(ops.reduceSum(ops.mul(a, b), [0]), [x])[0]!);
    const session = await Session.create(graph, { threads: 1 });
    const results = await session.run({ x: { data: Float32Array.of(1, 2, 3, 4), dims: [4] } });
    expect(Array.from(floats(results, 'g'))).toEqual([3, 4, 1, 2]);
    await session.release();
  });

  it('is an error when a declared derivative has the wrong shape', () => {
    const graph = new Graph('wrong');
    const x = graph.input('x', 'float32', [2, 3]);
    const y = graph.node('Neg', [x], 'float32', x.shape, { vjp: ([d]) => [d && ops.reduceSum(d, [0])] });
    expect(() => gradient(y, [x])).toThrow('Neg gave [3] for input 0 of shape [2,3]');
  });

  it('can be taken of a gradient: the second derivative of x³ is 6x', async () => {
    const graph = new Graph('second');
    const x = graph.input('x', 'float32', [2]);
    const [first] = gradient(ops.pow(x, 3), [x]) as [Tensor];
    graph.output('g', gradient(first, [x])[0]!);
    const session = await Session.create(graph, { threads: 1 });
    const results = await session.run({ x: { data: Float32Array.of(2, -1.5), dims: [2] } });
    expect(Array.from(floats(results, 'g'))).toEqual([12, -9]);
    await session.release();
  });
});
