import { describe, expect, it } from 'vitest';
import { removals, steered } from '../../../bench/calibration/damage.ts';
import { dot } from '../../../bench/calibration/vectors.ts';
import { PLAIN, syntheticWorld } from '../../../bench/calibration/world.ts';

const { features: FEATURES, prompts: PROMPTS } = PLAIN;
const world = syntheticWorld({ ...PLAIN, seed: 3, aligned: 0.95, interaction: 1, gain: 0.3 });
const width = world.gradients[0].length;
const rowOf = (f: number) => Float64Array.from(world.own.subarray(f * width, (f + 1) * width));
/** m(x + δ) − m(x) on prompt p, from the definition. */
const change = (delta: Float64Array, p: number) => {
  const read = world.curvature.read(delta);
  return dot(world.gradients[p], delta) + 0.5 * world.gains[p] * world.curvature.product(read, read);
};
const removed = (features: readonly number[], p: number) => {
  const delta = new Float64Array(width);
  for (const f of features) rowOf(f).forEach((x, d) => { delta[d] -= world.nullInput.codes.activations[p * FEATURES + f] * x; }); // biome-ignore format: one line
  return -change(delta, p);
};

const CONTROLS = 12;

describe('removals', () => {
  const features = [0, 1, 13, 40];
  const pairs = [[0, 1], [0, 2], [2, 3]] as const; // biome-ignore format: one line
  const found = removals(world, features, pairs, CONTROLS);

  it('are what the contrast loses, alone and in pairs', () => {
    for (const p of [0, 17, 79]) {
      features.forEach((f, i) => {
        expect(found.singles[i * PROMPTS + p]).toBeCloseTo(removed([f], p), 5);
      });
      pairs.forEach(([a, b], n) => {
        const both = removed([features[a], features[b]], p);
        expect(found.damage[n * PROMPTS + p]).toBeCloseTo(both, 5);
        const alone = removed([features[a]], p) + removed([features[b]], p);
        expect(found.index[0][n * PROMPTS + p]).toBeCloseTo(both - alone, 5);
      });
    }
  });

  it('of control pairs know nothing of the planted groups', () => {
    const size = (k: number, n: number) => Math.abs(found.index[k].subarray(n * PROMPTS, (n + 1) * PROMPTS).reduce((a, b) => a + b, 0)); // biome-ignore format: one line
    const controls = Array.from({ length: CONTROLS }, (_, k) => size(k + 1, 0));
    expect(size(0, 0)).toBeGreaterThan((3 / CONTROLS) * controls.reduce((sum, value) => sum + value, 0));
    expect(found.index).toHaveLength(1 + CONTROLS);
  });
});

describe('steered', () => {
  it('pushes away from the sum of the directions, at the norm asked for', () => {
    const sum = rowOf(5).map((x, d) => x + rowOf(6)[d]);
    const scale = -2 / Math.hypot(...sum);
    const damage = steered(world, [5, 6], 2);
    for (const p of [0, 40]) expect(damage[p]).toBeCloseTo(-change(sum.map((x) => scale * x), p), 5); // biome-ignore format: one line
  });

  it('is first-order where the push is small', () => {
    const damage = steered(world, [5], 1e-3);
    expect(damage[7] / 1e-3).toBeCloseTo(dot(world.gradients[7], rowOf(5)), 3);
  });
});
