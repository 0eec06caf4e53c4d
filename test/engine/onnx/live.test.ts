import { describe, expect, it } from 'vitest';
import { liveGraph, weightBytesOf } from '../../../src/engine/onnx/live.ts';
import { Graph } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';

it('keeps what an output depends on, in order, and nothing else', () => {
  const graph = new Graph('live');
  const x = graph.input('x', 'float32', [2]);
  const used = ops.exp(ops.scale(x, 3));
  ops.log(ops.scale(x, 5));
  graph.output('y', used);
  const { nodes, initialisers } = liveGraph(graph);
  expect(nodes.map(({ operator }) => operator)).toEqual(['Mul', 'Exp']);
  expect(initialisers).toHaveLength(1);
});

it('keeps a node of which only one of several outputs is used', () => {
  const graph = new Graph('split');
  const [, second] = ops.split(graph.input('x', 'float32', [4]), 0, [1, 3]);
  graph.output('y', second!);
  expect(liveGraph(graph).nodes).toHaveLength(1);
});

describe('weightBytesOf', () => {
  it('counts float32 bytes of the weights that outputs depend on, once, no constants and no table of which rows are gathered', () => {
    const graph = new Graph('counted');
    const stored = (name: string, type: 'float32' | 'float16', shape: number[]) =>
      graph.external(name, type, shape, { location: 'w', offset: 0, nBytes: 2 });
    const half = graph.node('Cast', [stored('half', 'float16', [4, 5])], 'float32', [4, 5], { attributes: { to: 1 } });
    const x = ops.matmul(graph.input('x', 'float32', ['rows', 4]), half);
    const square = stored('square', 'float32', [5, 5]);
    ops.matmul(x, stored('unused', 'float32', [5, 1000]));
    ops.gather(square, graph.input('row', 'int32', ['rows']));
    graph.output('rows', ops.gather(stored('table', 'float32', [1000, 5]), graph.input('index', 'int32', ['rows'])));
    graph.output('y', ops.scale(ops.matmul(ops.matmul(x, square), square), 3));
    expect(weightBytesOf(graph)).toBe(4 * (4 * 5 + 5 * 5));
    expect(weightBytesOf(new Graph('empty'))).toBe(0);
  });
});
