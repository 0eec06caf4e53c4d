import { describe, expect, it } from 'vitest';
import { Graph } from '../../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../../src/engine/onnx/ops.ts';
import { expectGradient } from '../numeric.ts';

const matrix = { shape: ['rows', 4], dims: [3, 4] } as const;

describe('reshapes', () => {
  it('agree with central differences', async () => {
    const cube = { shape: ['b', 't', 6], dims: [2, 3, 6] };
    await expectGradient([cube], (x) => ops.reshape(x, ['b', 't', 2, 3]), [2, 3, 2, 3]);
    await expectGradient([{ shape: ['b', 't', 2], dims: [2, 3, 2] }], (x) => ops.transpose(x, [2, 0, 1]), [2, 2, 3]);
    await expectGradient([matrix], (x) => ops.squeeze(ops.unsqueeze(x, [1]), [1]), [3, 4]);
    await expectGradient([{ shape: [4], dims: [4] }, matrix], (x, y) => ops.mul(ops.expandLike(x, y), y), [3, 4]);
    await expectGradient(
      [cube, { shape: ['b*t', 6], dims: [6, 6] }],
      (x, y) => ops.add(ops.reshapeLike(y, x), x),
      [2, 3, 6],
    );
  });
  it('leave a tensor alone that has the shape already', () => {
    const graph = new Graph('same');
    const x = graph.input('x', 'float32', ['b', 4]);
    expect(ops.expandLike(x, x)).toBe(x);
    expect(ops.reshapeLike(x, x)).toBe(x);
  });
  it('drop leading axes of size one and keep names in their places', async () => {
    await expectGradient(
      [{ shape: [1, 'b', 't'], dims: [1, 2, 3] }],
      (x) => ops.reshape(x, ['b', 't'], { dropLeading: 1 }),
      [2, 3],
    );
  });
  it('refuse another size, several moved names, an axis that is not of size one, and a wrong permutation', () => {
    const graph = new Graph('refusals');
    const x = graph.input('x', 'float32', ['b', 't', 6]);
    expect(() => ops.reshape(x, ['b', 't', 5])).toThrow('has not the size of');
    expect(() => ops.reshape(x, ['t', 'b', 6])).toThrow('moves more than one named dimension');
    expect(() => ops.squeeze(x, [2])).toThrow('axis 2 of [b,t,6] is not of size 1');
    expect(() => ops.transpose(x, [0, 1])).toThrow(RangeError);
    expect(() => ops.transpose(x, [0, 1, 1])).toThrow(RangeError);
    expect(() => ops.unsqueeze(x, [4])).toThrow('axis 4 of a tensor of rank 4');
  });
});
