import { describe, expect, it } from 'vitest';
import { promptMatrix } from '../../../../../pipeline/cooccurrence/kernels/matrix/prompt-matrix.ts';

const long = (prompts: number[], features: number[], values: number[]) => ({
  prompt_id: Int32Array.from(prompts),
  feature_id: Int32Array.from(features),
  value: Float64Array.from(values),
});

describe('promptMatrix', () => {
  it('reads shape and ids from the sorted long form', () => {
    const matrix = promptMatrix(long([0, 0, 0, 4, 4, 4], [2, 7, 9, 2, 7, 9], [1, 2, 3, 4, 5, 6]));
    expect(matrix).toMatchObject({ rows: 2, cols: 3 });
    expect([...matrix.promptIds]).toEqual([0, 4]);
    expect([...matrix.featureIds]).toEqual([2, 7, 9]);
    expect([...matrix.values]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('is empty for no rows', () => {
    expect(promptMatrix(long([], [], []))).toMatchObject({ rows: 0, cols: 0 });
  });

  it.each([
    ['a hole', [0, 0, 1], [2, 7, 2], /entry 3/],
    ['another feature', [0, 0, 1, 1], [2, 7, 2, 8], /entry 3 is prompt 1, feature 8, expected prompt 1, feature 7/],
    ['unsorted features', [0, 0, 1, 1], [7, 2, 7, 2], /entry 1/],
    ['unsorted prompts', [1, 1, 0, 0], [2, 7, 2, 7], /entry 2/],
    ['a feature twice', [0, 0, 0], [2, 2, 7], /entry 1/],
  ])('refuses %s', (_, prompts, features, message) => {
    expect(() =>
      promptMatrix(
        long(
          prompts,
          features,
          prompts.map(() => 0),
        ),
      ),
    ).toThrow(message);
  });
});
