import { describe, expect, it } from 'vitest';
import { attributionNetwork } from '../../../../../pipeline/cooccurrence/kernels/network/attribution-network.ts';
import { findings } from '../../../../../pipeline/cooccurrence/kernels/resampling/resample-task.ts';
import {
  openResampling,
  type ResamplingOptions,
} from '../../../../../pipeline/cooccurrence/kernels/resampling/resampling.ts';
import { random } from '../../../../../src/random.ts';

const rng = random(3, 'resampling');
const [rows, cols] = [30, 40];
const factors = Array.from({ length: rows }, () => [rng.normal(), rng.normal()]);
const values = Float64Array.from({ length: rows * cols }, (_, k) => {
  return factors[Math.floor(k / cols)][k % 2] + 0.5 * rng.normal();
});
const source = {
  matrix: { rows, cols, values },
  rule: { threshold: 0.7, strict: true, sign: 'absolute' },
  correlation: { method: 'pearson', gains: null, covariates: [] },
} as const;
const task = { measures: true, clusterings: { weighted: false, resolution: 1, seed: 1 } };
const draws = Array.from({ length: 6 }, (_, draw) =>
  Int32Array.from({ length: 24 }, (_, k) => (k + 5 * draw) % rows).sort(),
);
const wanted = draws.map((draw) =>
  findings(attributionNetwork(source.matrix, source.rule, source.correlation, draw), task),
);

describe('openResampling', () => {
  it.each<[string, ResamplingOptions]>([
    ['here', { threads: 1, networks: 6, most: 1e6 }],
    ['here, where threads would not pay', { threads: 2, networks: 6, most: 1e6 }],
    ['in threads', { threads: 2, networks: 1e8, most: 1e6 }],
    ['in blocks', { threads: 1, networks: 6, most: 700 }],
  ])('answers in the order of asking: %s', async (_, options) => {
    const resampling = await openResampling(source, task, options);
    try {
      expect(await Promise.all(draws.map((draw) => resampling.over(draw)))).toEqual(wanted);
      expect(await resampling.over(draws[2])).toEqual(wanted[2]); // and goes on
    } finally {
      await resampling.close();
    }
  });

  it.each<[string, ResamplingOptions]>([
    ['here', { threads: 1, networks: 6, most: 1e6 }],
    ['in threads', { threads: 2, networks: 1e8, most: 1e6 }],
    ['in blocks', { threads: 1, networks: 6, most: 700 }],
  ])('hands an error on to who asked: %s', async (_, options) => {
    const resampling = await openResampling(source, task, options);
    try {
      await expect(resampling.over(Int32Array.of(0, 1, rows))).rejects.toThrow(
        `row ${rows}, expected 0 to ${rows - 1}`,
      );
    } finally {
      await resampling.close();
    }
  });
});
