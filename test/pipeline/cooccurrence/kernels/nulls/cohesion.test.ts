import { expect, it } from 'vitest';
import { columnPairs } from '../../../../../pipeline/cooccurrence/kernels/network/attribution-network.ts';
import { cohesion, communities } from '../../../../../pipeline/cooccurrence/kernels/nulls/cohesion.ts';
import { random } from '../../../../../src/random.ts';

/** Pairs of four nodes: 0–1 and 2–3 strong, whatever their sign. */
const pairs = {
  a: Int32Array.of(0, 0, 0, 1, 1, 2),
  b: Int32Array.of(1, 2, 3, 2, 3, 3),
  r: Float64Array.of(-0.9, 0.1, 0.2, 0.3, -0.2, 0.7),
};

it('is mean |r| within communities less that between them', () => {
  const found = communities(4, pairs, 1);
  expect([found[0] === found[1], found[2] === found[3], found[0] === found[2]]).toEqual([true, true, false]);
  expect(cohesion(pairs, found)).toBeCloseTo(0.8 - 0.2, 12);
});

it('is none where all are one community or each is its own, and does not exist without a correlation', () => {
  expect(cohesion(pairs, new Int32Array(4))).toBe(0);
  expect(cohesion(pairs, Int32Array.of(0, 1, 2, 3))).toBe(0);
  const nothing = { a: new Int32Array(0), b: new Int32Array(0), r: new Float64Array(0) };
  expect(cohesion(nothing, communities(3, nothing, 1))).toBeNaN();
});

it('finds planted groups whose correlations no threshold of 0.7 would keep, and leaves a constant feature alone', () => {
  const rng = random(1, 'cohesion');
  const [rows, cols] = [80, 19];
  const values = new Float64Array(rows * cols);
  for (let p = 0; p < rows; p++) {
    const signals = [rng.normal(), rng.normal(), rng.normal()];
    for (let f = 0; f < cols - 1; f++) values[p * cols + f] = signals[f % 3] + rng.normal();
  }
  const found = columnPairs({ rows, cols, values }, { method: 'pearson', gains: null, covariates: [] });
  const labels = communities(cols, found, 1);
  expect(Math.max(...found.r)).toBeLessThan(0.75);
  for (let f = 3; f < cols - 1; f++) expect(labels[f]).toBe(labels[f % 3]);
  expect(new Set(labels).size).toBe(4);
  expect(cohesion(found, labels)).toBeGreaterThan(0.3);
});
