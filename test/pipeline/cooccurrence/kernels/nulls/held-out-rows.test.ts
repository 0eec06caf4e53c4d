import { expect, it } from 'vitest';
import { heldOutRows } from '../../../../../pipeline/cooccurrence/kernels/nulls/held-out-rows.ts';
import type { StatisticOptions } from '../../../../../pipeline/cooccurrence/kernels/nulls/study-network.ts';
import { random } from '../../../../../src/random.ts';

const STATISTICS: StatisticOptions = {
  correlation: { method: 'pearson', gains: null, covariates: [] },
  network: { threshold: 0.7, strict: true, sign: 'absolute' },
  cluster: { algorithm: 'greedy-modularity', weighted: false, resolution: 1, seed: 1, min_size: 3 },
  sizes: 0,
};

it('names the half of every prompt and the kept clusters of the first half', () => {
  const rng = random(1, 'halves');
  const signal = Array.from({ length: 20 }, () => rng.normal());
  // Features 0 to 2 follow one signal; 3 and 4 are noise.
  const values = Float64Array.from(
    { length: 100 },
    (_, i) => (i % 5 < 3 ? signal[Math.floor(i / 5)] : 0) + 0.1 * rng.normal(),
  );
  const promptIds = Int32Array.from({ length: 20 }, (_, p) => 10 * p);
  const matrix = { rows: 20, cols: 5, values, promptIds, featureIds: Int32Array.of(2, 4, 6, 8, 9) };
  const even = Int32Array.from({ length: 10 }, (_, i) => 2 * i);
  const splits = [{ name: 'strata' as const, train: even, test: even.map((p) => p + 1) }];
  const { prompts, clusters, centralities, statistics } = heldOutRows(matrix, { splits, statistics: STATISTICS });
  expect(prompts).toHaveLength(20);
  expect(prompts.slice(0, 2)).toEqual([
    { split: 'strata', prompt_id: 0, half: 'first' },
    { split: 'strata', prompt_id: 10, half: 'second' },
  ]);
  expect(clusters.map(({ feature_id, cluster }) => [feature_id, cluster])).toEqual([[2, 1], [4, 1], [6, 1], [8, null], [9, null]]); // biome-ignore format: one line
  // Three features that are all joined, and two that are joined to none.
  const degrees = centralities.filter(({ measure }) => measure === 'degree').map(({ value }) => value);
  expect(degrees).toEqual([0.5, 0.5, 0.5, 0, 0]);
  expect(centralities.every(({ second_value: again }) => Number.isFinite(again))).toBe(true);
  expect(centralities).toHaveLength(5 * 5);
  const of = (name: string) => statistics.find(({ statistic }) => statistic === name);
  expect(of('edge_replication')).toEqual({ split: 'strata', statistic: 'edge_replication', value: 1, reason: null });
  expect(of('cohesion')?.value).toBeGreaterThan(0.5);
  // One kept cluster has nothing to lie apart from.
  expect(of('separation')).toMatchObject({ value: Number.NaN, reason: expect.any(String) });
});
