import { describe, expect, it, test } from 'vitest';
import type { Weights } from '../../../../src/engine/model/architecture.ts';
import type { Activation } from '../../../../src/engine/model/config.ts';
import {
  activate,
  normalise,
  project,
  splitBias,
  splitColumns,
  splitRows,
} from '../../../../src/engine/model/families/layers.ts';
import { Graph, type Tensor } from '../../../../src/engine/onnx/onnx-graph.ts';
import { floats, Session } from '../../../../src/engine/onnx/runtime.ts';

/** Output of one layer on one row, its weights given by name. */
async function run(
  x: readonly number[],
  weights: Readonly<Record<string, readonly [shape: readonly number[], values: readonly number[]]>>,
  layer: (x: Tensor, weights: Weights) => Tensor,
): Promise<number[]> {
  const graph = new Graph('layer');
  const input = graph.input('x', 'float32', ['rows', x.length]);
  graph.output(
    'y',
    layer(input, (name) => graph.constant('float32', ...weights[name])),
  );
  const session = await Session.create(graph, { threads: 1 });
  const results = await session.run({ x: { data: Float32Array.from(x), dims: [1, x.length] } });
  await session.release();
  return Array.from(floats(results, 'y'));
}

describe('layers', () => {
  it('projects by weights stored either way, with and without a bias', async () => {
    const ways = [
      ['in-out', [2, 3], [1, 2, 3, 4, 5, 6]],
      ['out-in', [3, 2], [1, 4, 2, 5, 3, 6]],
    ] as const;
    for (const [stored, shape, values] of ways) {
      const weights = { 'a.weight': [shape, values], 'a.bias': [[3], [10, 20, 30]] } as const;
      expect(await run([1, 2], weights, (x, named) => project(named, 'a', x, { stored }))).toEqual([19, 32, 45]);
      const plain = (x: Tensor, named: Weights): Tensor => project(named, 'a', x, { stored, bias: false });
      expect(await run([1, 2], weights, plain)).toEqual([9, 12, 15]);
    }
  });

  it('normalises each row, then gain and bias', async () => {
    const weights = { 'n.weight': [[2], [2, 3]], 'n.bias': [[2], [0, 1]] } as const;
    // Mean 0, variance 1, over √(1 + 3).
    const layer = (x: Tensor, named: Weights): Tensor => normalise({ norm: 'layer', normEpsilon: 3 }, named, 'n', x);
    expect(await run([-1, 1], weights, layer)).toEqual([-1, 2.5]);
  });

  it('activates by name', async () => {
    const at = async (name: Activation) => (await run([1], {}, (x) => activate(name, x)))[0];
    expect(await at('relu')).toBe(1);
    expect(await at('silu')).toBeCloseTo(1 / (1 + Math.exp(-1)), 6);
    expect(await at('gelu_erf')).toBeCloseTo(0.841345, 5);
    expect(await at('gelu_tanh')).toBeCloseTo(0.841192, 5);
  });
});

describe('weights by head', () => {
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
});
