import { describe, expect, it } from 'vitest';
import { promptMatrix } from '../../../../../pipeline/cooccurrence/kernels/matrix/prompt-matrix.ts';

const ids = (...list: number[]) => Int32Array.from(list);
const cells = (...list: (readonly [prompt: number, feature: number, value: number])[]) => ({
  prompt_id: Int32Array.from(list, ([prompt]) => prompt),
  feature_id: Int32Array.from(list, ([, feature]) => feature),
  value: Float64Array.from(list, ([, , value]) => value),
});

describe('promptMatrix', () => {
  it('puts every cell at its prompt and feature, whatever the order of cells, and zeros elsewhere', () => {
    const matrix = promptMatrix(ids(0, 4, 5), ids(2, 7, 9), cells([4, 9, 6], [0, 7, 2], [4, 2, -4], [0, 2, 1]));
    expect(matrix).toMatchObject({ rows: 3, cols: 3 });
    expect([...matrix.promptIds]).toEqual([0, 4, 5]);
    expect([...matrix.featureIds]).toEqual([2, 7, 9]);
    expect([...matrix.values]).toEqual([1, 2, 0, -4, 0, 6, 0, 0, 0]);
  });

  it('keeps prompts and features that have no value but zero', () => {
    expect([...promptMatrix(ids(0, 1), ids(3, 8), cells([1, 3, 5])).values]).toEqual([0, 0, 5, 0]);
    expect([...promptMatrix(ids(0, 1), ids(3), cells()).values]).toEqual([0, 0]);
  });

  it('is empty without prompts or without features', () => {
    expect(promptMatrix(ids(), ids(), cells())).toMatchObject({ rows: 0, cols: 0 });
    expect(promptMatrix(ids(0, 1), ids(), cells())).toMatchObject({ rows: 2, cols: 0 });
  });

  it.each([
    ['a feature that is none of the matrix', ids(0, 1), ids(2, 7), cells([1, 8, 1]), /feature 8 is not one of/],
    ['a feature between two of the matrix', ids(0, 1), ids(2, 7), cells([1, 5, 1]), /feature 5 is not one of .* 2$/],
    ['a prompt that is none of the matrix', ids(0, 1), ids(2, 7), cells([2, 7, 1]), /prompt 2 is not one of/],
    ['unsorted features', ids(0, 1), ids(7, 2), cells(), /feature 2 is out of order/],
    ['unsorted prompts', ids(1, 0), ids(2, 7), cells(), /prompt 0 is out of order/],
    ['a feature twice', ids(0, 1), ids(2, 2), cells(), /feature 2 is out of order/],
  ])('refuses %s', (_, prompts, features, long, message) => {
    expect(() => promptMatrix(prompts, features, long)).toThrow(message);
  });
});
