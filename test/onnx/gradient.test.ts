import { describe, expect, it } from 'vitest';
import { gradient } from '../../src/onnx/gradient.ts';
import { Graph, type Tensor } from '../../src/onnx/graph.ts';
import * as ops from '../../src/onnx/ops.ts';
import { floats, Session } from '../../src/onnx/runtime.ts';
import { expectGradient } from './numeric.ts';

const matrix = { shape: ['rows', 4], dims: [3, 4] } as const;
const positive = { ...matrix, positive: true } as const;

describe('every operator agrees with central differences', () => {
  const unary: [string, (x: Tensor) => Tensor, typeof matrix | typeof positive][] = [
    ['exp', ops.exp, matrix],
    ['log', ops.log, positive],
    ['sqrt', ops.sqrt, positive],
    ['tanh', ops.tanh, matrix],
    ['erf', ops.erf, matrix],
    ['sigmoid', ops.sigmoid, matrix],
    ['abs', ops.abs, positive],
    ['neg', ops.neg, matrix],
    ['pow 3', (x) => ops.pow(x, 3), matrix],
    ['pow -0.5', (x) => ops.pow(x, -0.5), positive],
    ['gelu exact', (x) => ops.gelu(x, 'none'), matrix],
    ['gelu tanh', (x) => ops.gelu(x, 'tanh'), matrix],
    ['softmax', ops.softmax, matrix],
    ['logSoftmax', ops.logSoftmax, matrix],
    ['scale', (x) => ops.scale(x, -2.5), matrix],
  ];
  for (const [name, f, input] of unary) it(name, () => expectGradient([input], f, [3, 4]));

  it('relu, away from its kink', () =>
    expectGradient([{ shape: [2, 2], dims: [2, 2], values: [1, -1, 0.5, -2] }], ops.relu, [2, 2]));
  it('sum and mean over axes, kept or dropped, negative axes', async () => {
    await expectGradient([matrix], (x) => ops.reduceSum(x, [0]), [4]);
    await expectGradient([matrix], (x) => ops.reduceMean(x, [-1], { keepDims: true }), [3, 1]);
  });
  it('arithmetic with broadcasting on either side', async () => {
    const row = { shape: [4], dims: [4], positive: true } as const;
    const column = { shape: ['rows', 1], dims: [3, 1], positive: true } as const;
    for (const f of [ops.add, ops.sub, ops.mul, ops.div]) {
      await expectGradient([matrix, row], f, [3, 4]);
      await expectGradient([row, positive], f, [3, 4]);
      await expectGradient([column, row], f, [3, 4]);
    }
  });
  it('matmul, every transposition, batched and with a shared right side', async () => {
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
  it('layerNorm in input, weight and bias', () =>
    expectGradient(
      [
        { shape: ['b', 't', 6], dims: [2, 2, 6] },
        { shape: [6], dims: [6] },
        { shape: [6], dims: [6] },
      ],
      (x, weight, bias) => ops.layerNorm(x, weight, bias, 1e-5),
      [2, 2, 6],
    ));
  it('gather with repeated indices on the first and on a later axis', async () => {
    await expectGradient([matrix], (x) => ops.gather(x, x.graph.constant('int32', [2, 2], [0, 2, 2, 2])), [2, 2, 4]);
    await expectGradient([matrix], (x) => ops.gather(x, x.graph.constant('int64', [5], [3, 0, 3, 1, 3]), 1), [3, 5]);
    await expectGradient([matrix], (x) => ops.gather(x, x.graph.constant('int64', [], [2]), -1), [3]);
  });
  it('pick', () => expectGradient([matrix], (x) => ops.pick(x, x.graph.constant('int32', [3], [1, 1, 3])), [3]));
  it('slice from the front, from the end and in the middle, also of a named axis', async () => {
    await expectGradient([matrix], (x) => ops.slice(x, 1, 1, 3), [3, 2]);
    await expectGradient([matrix], (x) => ops.slice(x, 0, -1), [1, 4]);
    await expectGradient([matrix], (x) => ops.slice(x, 0, 0, -1, 'shorter'), [2, 4]);
  });
  it('split and concat, with an unused part', async () => {
    await expectGradient([matrix], (x) => ops.split(x, 1, [1, 3])[1]!, [3, 3]);
    await expectGradient([matrix, matrix], (x, y) => ops.concat([x, y, x], 0), [9, 4]);
    await expectGradient([matrix, { shape: ['rows', 2], dims: [3, 2] }], (x, y) => ops.concat([y, x], -1), [3, 6]);
  });
  it('reshape, transpose, squeeze, unsqueeze, expand', async () => {
    await expectGradient(
      [{ shape: ['b', 't', 6], dims: [2, 3, 6] }],
      (x) => ops.reshape(x, ['b', 't', 2, 3]),
      [2, 3, 2, 3],
    );
    await expectGradient([{ shape: ['b', 't', 2], dims: [2, 3, 2] }], (x) => ops.flattenRows(x), [6, 2]);
    await expectGradient([{ shape: ['b', 't', 2], dims: [2, 3, 2] }], (x) => ops.transpose(x, [2, 0, 1]), [2, 2, 3]);
    await expectGradient([matrix], (x) => ops.squeeze(ops.unsqueeze(x, [1]), [1]), [3, 4]);
    await expectGradient([{ shape: [4], dims: [4] }, matrix], (x, y) => ops.mul(ops.expandLike(x, y), y), [3, 4]);
  });
  it('where', () =>
    expectGradient(
      [{ shape: [2, 2], dims: [2, 2] }],
      (x) => ops.where(x.graph.constant('bool', [2, 2], [1, 0, 1, 1]), x, -9),
      [2, 2],
    ));
});

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
});
