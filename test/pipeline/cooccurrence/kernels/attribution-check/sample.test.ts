import { expect, it } from 'vitest';
import { sampleCells } from '../../../../../pipeline/cooccurrence/kernels/attribution-check/sample.ts';

/** Ten prompts, eight features; feature f has attributions of size f + 1. */
const cells = Array.from({ length: 80 }, (_, i) => ({
  promptId: Math.floor(i / 8),
  featureId: i % 8,
  positions: [1],
  gradient: ((i % 8) + 1) * (i % 3 === 0 ? -1 : 1),
}));
const options = { prompts: 4, topFeatures: 2, cells: 9, seed: 1 };
const names = (own: typeof options) =>
  sampleCells(cells, own).map(({ promptId, featureId, sample }) => `${promptId}/${featureId}/${sample}`);

it('takes the largest features on every chosen prompt and draws the rest, none twice', () => {
  const sampled = sampleCells(cells, options);
  expect(new Set(sampled.map(({ promptId }) => promptId)).size).toBe(4);
  const top = sampled.filter(({ sample }) => sample === 'top');
  expect(top).toHaveLength(8);
  expect(new Set(top.map(({ featureId }) => featureId))).toEqual(new Set([6, 7]));
  const drawn = sampled.filter(({ sample }) => sample === 'random');
  expect(drawn).toHaveLength(9);
  expect(drawn.every(({ featureId }) => featureId < 6)).toBe(true);
  expect(new Set(names(options)).size).toBe(17);
});

it('is the same for the same seed and another for another', () => {
  expect(names(options)).toEqual(names(options));
  expect(names(options)).not.toEqual(names({ ...options, seed: 2 }));
});

it('takes all there is when more is asked for, and nothing when nothing is', () => {
  expect(sampleCells(cells, { prompts: 100, topFeatures: 3, cells: 1000, seed: 1 })).toHaveLength(80);
  expect(sampleCells(cells, { ...options, prompts: 0 })).toEqual([]);
  expect(sampleCells([], options)).toEqual([]);
});
