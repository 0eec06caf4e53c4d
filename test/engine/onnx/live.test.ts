import { expect, it } from 'vitest';
import { liveGraph } from '../../../src/engine/onnx/live.ts';
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
