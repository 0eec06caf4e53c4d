import { expect, it } from 'vitest';
import { Graph } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';
import { weightBytesOf } from '../../../src/engine/onnx/weight-bytes.ts';

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
