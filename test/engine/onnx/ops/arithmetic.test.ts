import { describe, expect, it } from 'vitest';
import { Graph } from '../../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../../src/engine/onnx/ops.ts';
import { expectGradient } from '../numeric.ts';

const matrix = { shape: ['rows', 4], dims: [3, 4], positive: true } as const;
const row = { shape: [4], dims: [4], positive: true } as const;
const column = { shape: ['rows', 1], dims: [3, 1], positive: true } as const;

describe('arithmetic', () => {
  for (const [name, f] of [
    ['add', ops.add],
    ['sub', ops.sub],
    ['mul', ops.mul],
    ['div', ops.div],
  ] as const) {
    it(`${name} agrees with central differences, broadcasting on either side`, async () => {
      await expectGradient([matrix, row], f, [3, 4]);
      await expectGradient([row, matrix], f, [3, 4]);
      await expectGradient([column, row], f, [3, 4]);
    });
  }
  it('neg and scale agree with central differences', async () => {
    await expectGradient([matrix], ops.neg, [3, 4]);
    await expectGradient([matrix], (x) => ops.scale(x, -2.5), [3, 4]);
  });
  it('scale by one adds no node', () => {
    const graph = new Graph('scale');
    const x = graph.input('x', 'float32', [2]);
    expect(ops.scale(x, 1)).toBe(x);
  });
  it('refuses two element types and shapes that do not broadcast', () => {
    const graph = new Graph('refusals');
    const x = graph.input('x', 'float32', ['rows', 4]);
    expect(() => ops.add(x, graph.input('n', 'int32', ['rows', 4]))).toThrow('element types float32 and int32 differ');
    expect(() => ops.mul(x, graph.input('y', 'float32', ['others', 4]))).toThrow('rows against others');
  });
});
