import { expect, it } from 'vitest';
import { planEdgeEffect } from '../../../../../pipeline/cooccurrence/kernels/edge-effect/edge-effect-plan.ts';

const drawn = [
  { source: 9, targets: [{ feature: 2, edge: true, r: 0.9 }, { feature: 5, edge: false, r: null }] }, // biome-ignore format: one line
  { source: 2, targets: [{ feature: 9, edge: true, r: 0.9 }, { feature: 5, edge: false, r: 0.1 }] }, // biome-ignore format: one line
];
const known = { skip: 1, most: 64 };

it('numbers every feature once, by id', () => {
  const { features, sources, ...rest } = planEdgeEffect(drawn, (node) => [node], known);
  expect(features).toEqual([2, 5, 9]);
  expect(sources.map(({ members }) => members)).toEqual([[2], [0]]);
  expect(sources[0].targets).toEqual([
    { feature: 2, members: [0], edge: true, r: 0.9 },
    { feature: 5, members: [1], edge: false, r: null },
  ]);
  expect(rest).toEqual(known);
});

it('takes out, and looks at, every member of a node that stands for several features', () => {
  const { features, sources } = planEdgeEffect(drawn, (node) => (node === 2 ? [2, 4] : [node]), known);
  expect(features).toEqual([2, 4, 5, 9]);
  expect(sources[1].members).toEqual([0, 1]);
  expect(sources[0].targets[0].members).toEqual([0, 1]);
});
