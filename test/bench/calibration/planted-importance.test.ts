import { expect, it } from 'vitest';
import { removals } from '../../../bench/calibration/damage.ts';
import { dot } from '../../../bench/calibration/vectors.ts';
import { PLAIN, syntheticWorld } from '../../../bench/calibration/world.ts';
import { correlation } from '../../../pipeline/cooccurrence/kernels/importance/unit-correlation.ts';
import { absoluteCorrelation } from '../../../pipeline/cooccurrence/kernels/metrics/feature-metrics.ts';
import { columnPairs } from '../../../pipeline/cooccurrence/kernels/network/attribution-network.ts';

const F = PLAIN.features;
const features = Array.from({ length: F }, (_, f) => f);

/** r of |mean exact removal| with strength over the features of a world's groups. */
function planted(importance: number, seed: number): number {
  const world = syntheticWorld({ ...PLAIN, seed, aligned: 0.95, importance });
  const { gradients, own, nullInput } = world;
  const width = gradients[0].length;
  const values = Float64Array.from(nullInput.codes.activations, (f, i) => f * dot(own.subarray((i % F) * width, (i % F + 1) * width), gradients[Math.floor(i / F)])); // biome-ignore format: one line
  const pairs = columnPairs({ rows: PLAIN.prompts, cols: F, values }, nullInput.statistics.correlation);
  const { singles, prompts } = removals(world, features, [], 0);
  const removed = Float64Array.from(features, (f) => Math.abs(singles.subarray(f * prompts, (f + 1) * prompts).reduce((sum, x) => sum + x, 0))); // biome-ignore format: one line
  return correlation(
    absoluteCorrelation(F, pairs),
    removed,
    Int32Array.from({ length: (3 * F) / 4 }, (_, f) => f),
  );
}

const mean = (importance: number) => [0, 1, 2, 3].reduce((sum, seed) => sum + planted(importance, seed) / 4, 0);

it('goes with strength as much as asked for', () => {
  expect(mean(1)).toBeGreaterThan(0.85);
  expect(mean(0.7)).toBeGreaterThan(0.5);
  expect(mean(0.7)).toBeLessThan(0.85);
  expect(Math.abs(mean(0))).toBeLessThan(0.3);
});
