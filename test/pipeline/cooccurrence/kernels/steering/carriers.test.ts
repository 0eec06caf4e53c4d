import { expect, it } from 'vitest';
import { carriersOf } from '../../../../../pipeline/cooccurrence/kernels/steering/carriers.ts';

const codes = (cells: readonly (readonly [feature: number, position: number, attribution: number])[]) => ({
  prompt_id: Int32Array.from(cells, () => 0),
  position: Int32Array.from(cells, ([, position]) => position),
  feature_id: Int32Array.from(cells, ([feature]) => feature),
  activation: Float32Array.from(cells, () => 1),
  attribution: Float32Array.from(cells, ([, , attribution]) => attribution),
});

it('orders features by the sum of the sizes of their attributions, whatever the signs', () => {
  const rows = codes([[1, 1, 2], [2, 1, -2], [2, 2, 2], [3, 1, -3], [4, 1, 0]]); // biome-ignore format: one line
  expect(carriersOf(rows, 0)).toEqual([2, 3, 1]);
});

it('leaves a BOS out where it does not count, and of equal sums takes the smaller id first', () => {
  const rows = codes([[9, 0, 50], [7, 1, 1], [5, 1, 1]]); // biome-ignore format: one line
  expect(carriersOf(rows, 0)).toEqual([9, 5, 7]);
  expect(carriersOf(rows, 1)).toEqual([5, 7]);
});

it('has the largest 20', () => {
  expect(carriersOf(codes(Array.from({ length: 30 }, (_, k) => [k, 1, k + 1] as const)), 0)).toEqual(
    Array.from({ length: 20 }, (_, k) => 29 - k),
  );
});
