import { expect, test } from 'vitest';
import { splitBias, splitColumns, splitRows } from '../../../../src/engine/model/families/head-weights.ts';
import { Graph } from '../../../../src/engine/onnx/onnx-graph.ts';
import { floats, Session } from '../../../../src/engine/onnx/runtime.ts';

test('heads stand side by side, in columns, rows and biases', async () => {
  const graph = new Graph('heads');
  const weight = graph.constant('float32', [2, 4], [0, 1, 2, 3, 10, 11, 12, 13]);
  const output = graph.constant('float32', [4, 1], [0, 1, 2, 3]);
  const bias = graph.constant('float32', [4], [5, 6, 7, 8]);
  const parts = { columns: splitColumns(weight, 2), rows: splitRows(output, 2), bias: splitBias(bias, 2) };
  for (const [name, tensor] of Object.entries(parts)) graph.output(name, tensor);
  const session = await Session.create(graph, { threads: 1 });
  const results = await session.run({});
  await session.release();
  expect([results.columns.dims, Array.from(floats(results, 'columns'))]).toEqual([
    [2, 2, 2],
    [0, 1, 10, 11, 2, 3, 12, 13],
  ]);
  expect([results.rows.dims, Array.from(floats(results, 'rows'))]).toEqual([
    [2, 2, 1],
    [0, 1, 2, 3],
  ]);
  expect([results.bias.dims, Array.from(floats(results, 'bias'))]).toEqual([
    [2, 2],
    [5, 6, 7, 8],
  ]);
});

test('a shape with a name is refused', () => {
  const x = new Graph('x').input('x', 'float32', ['batch', 4]);
  expect(() => splitRows(x, 2)).toThrow('heads: x of shape [batch,4]');
});
