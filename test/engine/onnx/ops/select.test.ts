import { describe, expect, it } from 'vitest';
import { gradient } from '../../../../src/engine/onnx/gradient.ts';
import { Graph, type Tensor } from '../../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../../src/engine/onnx/runtime.ts';
import { expectGradient } from '../numeric.ts';

const matrix = { shape: ['rows', 4], dims: [3, 4] } as const;

describe('selections agree with central differences', () => {
  it('gather with repeated indices on the first and on a later axis', async () => {
    await expectGradient([matrix], (x) => ops.gather(x, x.graph.constant('int32', [2, 2], [0, 2, 2, 2])), [2, 2, 4]);
    await expectGradient([matrix], (x) => ops.gather(x, x.graph.constant('int64', [5], [3, 0, 3, 1, 3]), 1), [3, 5]);
    await expectGradient([matrix], (x) => ops.gather(x, x.graph.constant('int64', [], [2]), -1), [3]);
    const cube = { shape: ['b', 't', 3], dims: [2, 3, 3] };
    await expectGradient(
      [cube],
      (x) => ops.gather(x, x.graph.constant('int64', [2, 2], [1, 1, 0, 2]), 1),
      [2, 2, 2, 3],
    );
  });
  it('pick', () => expectGradient([matrix], (x) => ops.pick(x, x.graph.constant('int32', [3], [1, 1, 3])), [3]));
  it('slice from the front, from the end and in the middle, also of a named axis', async () => {
    await expectGradient([matrix], (x) => ops.slice(x, 1, 1, 3), [3, 2]);
    await expectGradient([matrix], (x) => ops.slice(x, 0, -1), [1, 4]);
    await expectGradient([matrix], (x) => ops.slice(x, 0, 0, -1, 'shorter'), [2, 4]);
    await expectGradient([matrix], (x) => ops.slice(x, 1, -4, -1), [3, 3]);
    await expectGradient([matrix], (x) => ops.slice(x, 1, 2, 9), [3, 2]);
    await expectGradient([matrix], (x) => ops.slice(x, 1, 0), [3, 4]);
  });
  it('slice of the last of a named axis that has one entry', () =>
    expectGradient([{ shape: ['rows', 4], dims: [1, 4] }], (x) => ops.slice(x, 0, -1), [1, 4]));
  it('split and concat, with an unused part', async () => {
    await expectGradient([matrix], (x) => ops.split(x, 1, [1, 3])[1]!, [3, 3]);
    await expectGradient([matrix, matrix], (x, y) => ops.concat([x, y, x], 0), [9, 4]);
    await expectGradient([matrix, { shape: ['rows', 2], dims: [3, 2] }], (x, y) => ops.concat([y, x], -1), [3, 6]);
  });
  it('where', () =>
    expectGradient(
      [{ shape: [2, 2], dims: [2, 2] }],
      (x) => ops.where(x.graph.constant('bool', [2, 2], [1, 0, 1, 1]), x, -9),
      [2, 2],
    ));
});

describe('selections', () => {
  it('slice takes the entries that an array would, whatever the signs', async () => {
    const cuts: [number, number | undefined][] = [
      [1, 3],
      [-2, undefined],
      [0, -1],
      [-3, -1],
      [2, 10],
      [0, undefined],
    ];
    const graph = new Graph('slices');
    const x = graph.input('x', 'float32', [4]);
    cuts.forEach(([start, end], i) => {
      graph.output(`y${i}`, ops.slice(x, 0, start, end));
    });
    const session = await Session.create(graph, { threads: 1 });
    const results = await session.run({ x: { data: Float32Array.of(0, 1, 2, 3), dims: [4] } });
    await session.release();
    cuts.forEach(([start, end], i) => {
      expect(Array.from(floats(results, `y${i}`))).toEqual([0, 1, 2, 3].slice(start, end));
    });
  });
  it('adds the gradients of an index used twice', async () => {
    const graph = new Graph('twice');
    const x = graph.input('x', 'float32', ['n']);
    const picked = ops.gather(x, graph.constant('int32', [3], [1, 1, 0]));
    graph.output('g', gradient(picked, [x])[0] as Tensor);
    const session = await Session.create(graph, { threads: 1 });
    const results = await session.run({ x: { data: Float32Array.of(5, 6, 7), dims: [3] } });
    await session.release();
    expect(Array.from(floats(results, 'g'))).toEqual([1, 2, 0]);
  });
  it('loses none of many contributions to one index, whatever the number of threads', async () => {
    const [rows, width, count] = [10, 64, 20_000];
    const indices = Int32Array.from({ length: count }, (_, i) => i % 7);
    const expected = Array.from({ length: rows }, (_, row) => indices.filter((index) => index === row).length);
    const graph = new Graph('many');
    const x = graph.input('x', 'float32', [rows, width]);
    const picked = ops.gather(x, graph.input('i', 'int32', ['n']));
    graph.output('g', gradient(picked, [x])[0] as Tensor);
    const session = await Session.create(graph, { threads: 4 });
    for (let repetition = 0; repetition < 40; repetition++) {
      const results = await session.run({
        x: { data: new Float32Array(rows * width), dims: [rows, width] },
        i: { data: indices, dims: [count] },
      });
      const wrong = floats(results, 'g').findIndex((value, i) => value !== expected[Math.floor(i / width)]);
      expect(wrong, `repetition ${repetition}`).toBe(-1);
    }
    await session.release();
  });
  it('refuses empty slices, sizes that cannot be told, wrong splits and joining nothing', () => {
    const graph = new Graph('refusals');
    const x = graph.input('x', 'float32', ['n', 4]);
    expect(() => ops.slice(x, 1, 3, 3)).toThrow('3 to 3 of 4 entries is empty');
    expect(() => ops.slice(x, 0, 1, -1)).toThrow('give the size of the result');
    expect(() => ops.split(x, 1, [2, 3])).toThrow('sizes [2,3] of an axis of size 4');
    expect(() => ops.concat([], 0)).toThrow('no parts');
    expect(() => ops.gather(x, x, 2)).toThrow('axis 2 of a tensor of rank 2');
  });
});
