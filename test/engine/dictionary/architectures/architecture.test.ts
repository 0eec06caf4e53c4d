import { expect, test } from 'vitest';
import { decoderNorms, preActivation } from '../../../../src/engine/dictionary/architectures/architecture.ts';
import { Graph } from '../../../../src/engine/onnx/onnx-graph.ts';
import { floats, Session } from '../../../../src/engine/onnx/runtime.ts';

test('pre-activations and the norms of decoder rows', async () => {
  const graph = new Graph('parts');
  const x = graph.input('x', 'float32', ['rows', 2]);
  const shapes = { W_enc: [2, 2], W_dec: [2, 2], b: [2] };
  const values = { W_enc: [1, 2, 3, 4], W_dec: [3, 4, 0, 2], b: [10, 20] };
  const weights = (name: string) =>
    graph.constant('float32', shapes[name as keyof typeof shapes], values[name as keyof typeof shapes]);
  graph.output('h', preActivation(weights, x, 'b'));
  graph.output('norms', decoderNorms(weights));
  const session = await Session.create(graph, { threads: 1 });
  const results = await session.run({ x: { data: Float32Array.of(1, 1), dims: [1, 2] } });
  await session.release();
  expect([...floats(results, 'h')]).toEqual([14, 26]);
  expect([...floats(results, 'norms')]).toEqual([5, 2]);
});
