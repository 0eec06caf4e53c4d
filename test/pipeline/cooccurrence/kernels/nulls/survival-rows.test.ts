import { expect, it } from 'vitest';
import {
  addCounts,
  emptyCounts,
  traitGroups,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/edge-survival.ts';
import { studyNetwork } from '../../../../../pipeline/cooccurrence/kernels/nulls/study-network.ts';
import { survivalRows } from '../../../../../pipeline/cooccurrence/kernels/nulls/survival-rows.ts';
import { random } from '../../../../../src/random.ts';
import { sharedGradient } from './shared-gradient.ts';

it('has a row for every edge, q over all pairs, and calls edges of noise by name', () => {
  const { statistics } = sharedGradient({ seed: 1, features: 8, candidates: 8 }).nullInput;
  const rng = random(1, 'survival');
  const noise = () => Float64Array.from({ length: 40 * 10 }, () => rng.normal());
  const signal = Array.from({ length: 40 }, () => rng.normal());
  // Features 0 to 2 follow one signal.
  const values = noise().map((x, i) => (i % 10 < 3 ? 5 * signal[Math.floor(i / 10)] : 0) + x);
  const shape = { rows: 40, cols: 10, promptIds: Int32Array.from({ length: 40 }, (_, p) => p) };
  const matrix = { ...shape, values, featureIds: Int32Array.from({ length: 10 }, (_, f) => 100 + f) };
  const groups = traitGroups(Float64Array.from({ length: 10 }, (_, f) => f));
  const counts = emptyCounts();
  for (let k = 0; k < 200; k++)
    addCounts(counts, studyNetwork({ ...shape, values: noise() }, statistics).pairs, groups);
  const rows = survivalRows('some-null', matrix, { statistics, groups }, counts);
  expect(rows.map((row) => [row.feature_a, row.feature_b])).toEqual([[100, 101], [100, 102], [101, 102]]); // biome-ignore format: one line
  expect(rows.every(({ p, q }) => p <= q && q < 0.05)).toBe(true);
  const none = survivalRows('some-null', matrix, { statistics, groups }, emptyCounts());
  expect(none.every(({ p, q }) => p === 1 && q === 1)).toBe(true);
});
