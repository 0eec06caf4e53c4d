import { describe, expect, it } from 'vitest';
import { Graph, type Tensor } from '../../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../../src/engine/onnx/runtime.ts';
import { expectGradient } from '../numeric.ts';

const matrix = { shape: ['rows', 4], dims: [3, 4] } as const;

async function valuesOf(f: (x: Tensor) => Tensor, values: readonly number[]): Promise<number[]> {
  const graph = new Graph('values');
  const x = graph.input('x', 'float32', ['rows', values.length]);
  graph.output('y', f(x));
  const session = await Session.create(graph, { threads: 1 });
  const results = await session.run({ x: { data: Float32Array.from(values), dims: [1, values.length] } });
  await session.release();
  return Array.from(floats(results, 'y'));
}

describe('normalisations', () => {
  it('layerNorm agrees with central differences in input, weight and bias', () =>
    expectGradient(
      [
        { shape: ['b', 't', 6], dims: [2, 2, 6] },
        { shape: [6], dims: [6] },
        { shape: [6], dims: [6] },
      ],
      (x, weight, bias) => ops.layerNorm(x, weight, bias, 1e-5),
      [2, 2, 6],
    ));
  it('rmsNorm agrees with central differences in input and weight', () =>
    expectGradient(
      [
        { shape: ['b', 't', 6], dims: [2, 2, 6] },
        { shape: [6], dims: [6] },
      ],
      (x, weight) => ops.rmsNorm(x, weight, 1e-5),
      [2, 2, 6],
    ));
  it('rmsNorm divides by the root mean square, its epsilon inside', async () => {
    const norm = (epsilon: number) => (x: Tensor) => ops.rmsNorm(x, x.graph.constant('float32', [2], [1, 2]), epsilon);
    expect(await valuesOf(norm(0), [7, 1])).toEqual([Math.fround(1.4), Math.fround(0.4)]);
    expect(await valuesOf(norm(11), [7, 1])).toEqual([Math.fround(7 / 6), Math.fround(1 / 3)]);
  });
  it.each(['layer', 'rms'])(
    'the scale of %s normalisation has a derivative, alone and beside the rest',
    async (norm) => {
      const parts = (x: Tensor) => {
        const one = x.graph.constant('float32', [6], [1, 2, 1, 1, 1, 1]);
        return norm === 'rms' ? ops.rmsNormalised(x, one, 0.1) : ops.layerNormalised(x, one, one, 0.1);
      };
      const input = { shape: ['b', 6], dims: [3, 6] };
      await expectGradient([input], (x) => parts(x).scale, [3, 1]);
      const both = (x: Tensor) => {
        const { output, scale } = parts(x);
        return ops.mul(output, scale);
      };
      await expectGradient([input], both, [3, 6]);
    },
  );
  it('softmax and logSoftmax agree with central differences', async () => {
    await expectGradient([matrix], ops.softmax, [3, 4]);
    await expectGradient([matrix], ops.logSoftmax, [3, 4]);
  });
  it('layerNorm uses the population variance: (−1, 1) stays, up to its epsilon', async () => {
    const norm = (epsilon: number) => (x: Tensor) =>
      ops.layerNorm(x, x.graph.constant('float32', [2], [1, 1]), x.graph.constant('float32', [2], [0, 0]), epsilon);
    expect(await valuesOf(norm(1e-12), [4, 6])).toEqual([-1, 1]);
    expect((await valuesOf(norm(3), [4, 6])).map((v) => v + 0)).toEqual([-0.5, 0.5]);
  });
  it('softmax of huge logits is finite, and logSoftmax exact where softmax is zero', async () => {
    expect(await valuesOf(ops.softmax, [1e4, 0, 1e4])).toEqual([0.5, 0, 0.5]);
    expect(await valuesOf(ops.logSoftmax, [0, -1000])).toEqual([0, -1000]);
  });
  it('a masked score gets a weight of exactly zero', async () => {
    const masked = (x: Tensor): Tensor =>
      ops.softmax(ops.where(x.graph.constant('bool', [1, 3], [1, 1, 0]), x, -3.4028234663852886e38));
    expect(await valuesOf(masked, [2, 2, 50])).toEqual([0.5, 0.5, 0]);
  });
});
