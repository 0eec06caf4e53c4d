import { describe, expect, it } from 'vitest';
import { gradient } from '../../../src/engine/onnx/gradient.ts';
import { liveGraph } from '../../../src/engine/onnx/live.ts';
import { Graph, type Tensor } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';
import { replay } from '../../../src/engine/onnx/replay.ts';
import { floats, Session } from '../../../src/engine/onnx/runtime.ts';

/** y = gelu(x W) · v of a row each, and a weight for each copy: rows [rows, 2] of which each copy reads one. */
function graphs() {
  const graph = new Graph('replayed');
  const x = graph.input('x', 'float32', ['rows', 2]);
  const row = graph.input('row', 'int32', ['copies']);
  const weight = graph.input('weight', 'float32', ['copies']);
  const w = graph.constant('float32', [2, 3], [1, -0.5, 0.25, 0.5, 2, -1]);
  const v = graph.constant('float32', [3, 1], [1, -1, 0.5]);
  const own = ops.gather(x, row);
  const from = graph.nodes.length;
  const y = ops.squeeze(ops.matmul(ops.gelu(ops.matmul(own, w), 'tanh'), v), [1]);
  const to = graph.nodes.length;
  return { graph, x, row, own, from, to, y, weight };
}

async function run(graph: Graph) {
  const session = await Session.create(graph, { threads: 1 });
  const results = await session.run({
    x: { data: Float32Array.of(0.3, -0.7, 1.1, 0.4), dims: [2, 2] },
    row: { data: Int32Array.of(0, 1, 0), dims: [3] },
    weight: { data: Float32Array.of(1, 2, -3), dims: [3] },
  });
  await session.release();
  return Array.from(floats(results, 'g'));
}

describe('replay', () => {
  it('leaves the gradient of every copy as it was, on a pass with a row once', async () => {
    const plain = graphs();
    plain.graph.output('g', gradient(plain.y, [plain.own], plain.weight)[0]!);
    const expected = await run(plain.graph);

    const { graph, x, row, own, from, to, y, weight: seed } = graphs();
    const [g] = gradient(y, [own], seed) as [Tensor];
    const expand = (tensor: Tensor): Tensor => ops.gather(tensor, row);
    const inputs = new Map([[own, x]]);
    replay(graph, { from, to, seed, inputs, copies: 'copies', rows: 'rows', expand });
    graph.output('g', g);
    const found = await run(graph);
    found.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 6);
    });
    // Copies 0 and 2 read the same row under other weights.
    expect(found[4]).toBeCloseTo(-3 * found[0]!, 6);

    const live = liveGraph(graph).nodes;
    const rowsOf = (operator: string): unknown[] =>
      live.filter((node) => node.operator === operator).map((node) => node.outputs[0]!.shape[0]);
    // The product before the activation, and the activation's slope, stand on rows; what comes back stands on copies.
    expect(rowsOf('MatMul')).toEqual(['rows']);
    expect(rowsOf('Sigmoid')).toEqual(['rows']);
    expect(rowsOf('FusedMatMul')).toEqual(['copies', 'copies']);
  });

  it('keeps what the derivative makes of indices alone with every copy', async () => {
    const graph = new Graph('indices');
    const x = graph.input('x', 'float32', ['rows', 2]);
    const row = graph.input('row', 'int32', ['copies']);
    const pickRows = graph.input('pick_rows', 'int32', ['picked']);
    const pickCopies = graph.input('pick_copies', 'int32', ['picked']);
    const own = ops.gather(x, row);
    const from = graph.nodes.length;
    const y = ops.gather(ops.mul(own, own), pickCopies);
    const to = graph.nodes.length;
    const seed = ops.onesLike(y);
    const [g] = gradient(y, [own], seed) as [Tensor];
    const inputs = new Map([
      [own, x],
      [pickCopies, pickRows],
    ]);
    const expand = (tensor: Tensor): Tensor => ops.gather(tensor, row);
    const once = replay(graph, { from, to, seed, inputs, copies: 'copies', rows: 'rows', expand });
    graph.output('g', g);
    graph.output('y', once(y));
    const session = await Session.create(graph, { threads: 1 });
    const results = await session.run({
      x: { data: Float32Array.of(1, 2), dims: [1, 2] },
      row: { data: Int32Array.of(0, 0), dims: [2] },
      pick_rows: { data: Int32Array.of(0), dims: [1] },
      pick_copies: { data: Int32Array.of(1), dims: [1] },
    });
    await session.release();
    expect(Array.from(floats(results, 'y'))).toEqual([1, 4]);
    expect(Array.from(floats(results, 'g'))).toEqual([0, 0, 2, 4]);
  });
});
