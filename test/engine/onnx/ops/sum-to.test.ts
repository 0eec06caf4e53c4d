import { describe, expect, it } from 'vitest';
import { type Dim, Graph } from '../../../../src/engine/onnx/onnx-graph.ts';
import { sumTo } from '../../../../src/engine/onnx/ops/sum-to.ts';
import { floats, Session } from '../../../../src/engine/onnx/runtime.ts';

async function summed(from: readonly Dim[], dims: readonly number[], to: readonly Dim[]) {
  const graph = new Graph('sum');
  const x = graph.input('x', 'float32', from);
  graph.output('y', sumTo(x, to));
  const session = await Session.create(graph, { threads: 1 });
  const length = dims.reduce((product, dim) => product * dim, 1);
  const results = await session.run({ x: { data: Float32Array.from({ length }, (_, i) => i), dims } });
  await session.release();
  return { values: Array.from(floats(results, 'y')), dims: results.y!.dims };
}

describe('sumTo', () => {
  it('sums over axes that were missing or of size one, and keeps the shape asked for', async () => {
    expect(await summed(['b', 3], [2, 3], [3])).toEqual({ values: [3, 5, 7], dims: [3] });
    expect(await summed(['b', 3], [2, 3], ['b', 1])).toEqual({ values: [3, 12], dims: [2, 1] });
    expect(await summed(['b', 3], [2, 3], [1, 3])).toEqual({ values: [3, 5, 7], dims: [1, 3] });
    expect(await summed(['b', 3], [2, 3], [])).toEqual({ values: [15], dims: [] });
    expect(await summed(['b', 't', 2], [2, 2, 2], ['t', 1])).toEqual({ values: [10, 18], dims: [2, 1] });
  });
  it('adds nothing when the shape is right', () => {
    const graph = new Graph('same');
    const x = graph.input('x', 'float32', ['b', 3]);
    expect(sumTo(x, ['b', 3])).toBe(x);
  });
});
