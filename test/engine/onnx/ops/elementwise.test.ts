import { describe, expect, it } from 'vitest';
import { gradient } from '../../../../src/engine/onnx/gradient.ts';
import { Graph, type Tensor } from '../../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../../src/engine/onnx/runtime.ts';
import { expectGradient } from '../numeric.ts';

const matrix = { shape: ['rows', 4], dims: [3, 4] } as const;
const positive = { ...matrix, positive: true } as const;

describe('element-wise functions agree with central differences', () => {
  const unary: [string, (x: Tensor) => Tensor, typeof matrix | typeof positive][] = [
    ['exp', ops.exp, matrix],
    ['log', ops.log, positive],
    ['sqrt', ops.sqrt, positive],
    ['tanh', ops.tanh, matrix],
    ['erf', ops.erf, matrix],
    ['sigmoid', ops.sigmoid, matrix],
    ['abs', ops.abs, positive],
    ['pow 3', (x) => ops.pow(x, 3), matrix],
    ['pow -0.5', (x) => ops.pow(x, -0.5), positive],
    ['gelu exact', (x) => ops.gelu(x, 'none'), matrix],
    ['gelu tanh', (x) => ops.gelu(x, 'tanh'), matrix],
  ];
  for (const [name, f, input] of unary) it(name, () => expectGradient([input], f, [3, 4]));
  it('relu, away from its kink', () =>
    expectGradient([{ shape: [2, 2], dims: [2, 2], values: [1, -1, 0.5, -2] }], ops.relu, [2, 2]));
});

/** f and f′ at some values. */
async function at(f: (x: Tensor) => Tensor, values: readonly number[]): Promise<{ y: number[]; g: number[] }> {
  const graph = new Graph('at');
  const x = graph.input('x', 'float32', ['n']);
  const y = f(x);
  graph.output('y', y);
  graph.output('g', gradient(y, [x])[0]!);
  const session = await Session.create(graph, { threads: 1 });
  const results = await session.run({ x: { data: Float32Array.from(values), dims: [values.length] } });
  await session.release();
  return { y: Array.from(floats(results, 'y')), g: Array.from(floats(results, 'g')) };
}

describe('where functions have corners or limits', () => {
  it('relu and abs have slope 0 at 0, as in PyTorch', async () => {
    expect(await at(ops.relu, [0, -1, 2])).toEqual({ y: [0, 0, 2], g: [0, 0, 1] });
    expect((await at(ops.abs, [0, -3, 3])).g).toEqual([0, -1, 1]);
  });
  it('both forms of gelu are the identity far right and zero far left, with slopes 1 and 0', async () => {
    for (const form of ['none', 'tanh'] as const) {
      const { y, g } = await at((x) => ops.gelu(x, form), [-1e4, -20, 0, 20, 1e4]);
      expect([y[0]! + 0, y[2], y[3], y[4]]).toEqual([0, 0, 20, 1e4]);
      expect(Array.from(g, (slope) => slope + 0)).toEqual([0, 0, 0.5, 1, 1]);
    }
  });
  it('greater is strict, and passes no gradient', async () => {
    const { g, y } = await at((x) => ops.add(x, ops.greater(x, x.graph.scalar(1))), [1, 1.5]);
    expect(y).toEqual([1, 2.5]);
    expect(g).toEqual([1, 1]);
  });
  it('the derivative of a constant power is zero, also at zero', async () => {
    expect(await at((x) => ops.pow(x, 0), [0, 3])).toEqual({ y: [1, 1], g: [0, 0] });
  });
});
