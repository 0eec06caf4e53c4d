import { expect, it } from 'vitest';
import { namedNodes } from '../../../../../pipeline/cooccurrence/kernels/names/named-nodes.ts';

const row = (feature_id: number, node: number) => ({ feature_id, node, constant: false, before_difference: false });

it('names a node for its feature of largest Σ|attribution|, the first of equals, and counts its features', () => {
  const rows = [row(1, 1), row(5, 1), row(7, 1), row(2, 2), row(3, 3), row(4, 3)];
  const sizes = [[1, 2], [5, 6], [7, 6], [3, 1], [4, 1]].map(([feature_id, size]) => ({ feature_id, size })); // biome-ignore format: one line
  const of = namedNodes(rows, sizes).map(({ feature_id, node, members }) => [feature_id, node, members]);
  expect(of).toEqual([[5, 1, 3], [2, 2, 1], [3, 3, 2]]); // biome-ignore format: one line
});
