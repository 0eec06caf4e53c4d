import { describe, expect, it } from 'vitest';
import { Graph } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';

describe('Graph', () => {
  it('shares equal constants, and keeps those of another type or shape apart', () => {
    const graph = new Graph('constants');
    const one = graph.constant('float32', [2], [1, 2]);
    expect(graph.constant('float32', [2], [1, 2])).toBe(one);
    expect(graph.constant('int32', [2], [1, 2])).not.toBe(one);
    expect(graph.constant('float32', [1, 2], [1, 2])).not.toBe(one);
    expect(graph.initialisers).toHaveLength(3);
  });
  it('stores constants as the bytes of their type, little-endian', () => {
    const graph = new Graph('bytes');
    graph.constant('int64', [1], [-2]);
    graph.constant('int32', [1], [-2]);
    graph.constant('bool', [2], [1, 0]);
    graph.scalar(1.5);
    expect(graph.initialisers.map(({ data }) => Buffer.from(data as Uint8Array).toString('hex'))).toEqual([
      'feffffffffffffff',
      'feffffff',
      '0100',
      '0000c03f',
    ]);
  });
  it('refuses a constant of another size, a name used twice, and a tensor of another graph', () => {
    const graph = new Graph('refusals');
    expect(() => graph.constant('float32', [3], [1, 2])).toThrow('got 2 values, expected 3');
    const x = graph.input('x', 'float32', [2]);
    expect(() => graph.input('x', 'float32', [2])).toThrow('refusals: the name x is taken');
    expect(() => graph.output('x', x)).toThrow('the name x is taken');
    const other = new Graph('other').input('y', 'float32', [2]);
    expect(() => ops.add(x, other)).toThrow('y belongs to graph other, expected refusals');
  });
  it('names every tensor once and lists nodes in the order they were made', () => {
    const graph = new Graph('nodes');
    const x = graph.input('x', 'float32', [2]);
    const y = ops.exp(ops.neg(x));
    expect(graph.nodes.map(({ operator }) => operator)).toEqual(['Neg', 'Exp']);
    expect(new Set([x.name, y.name, ...graph.nodes.flatMap((node) => node.outputs.map((o) => o.name))]).size).toBe(3);
    expect(y.rank).toBe(1);
  });
});
