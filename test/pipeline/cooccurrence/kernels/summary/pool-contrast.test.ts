import { describe, expect, it } from 'vitest';
import { plainMeans } from '../../../../../pipeline/cooccurrence/kernels/summary/block-means.ts';
import type { SetRow } from '../../../../../pipeline/cooccurrence/kernels/summary/dose-blocks.ts';
import { poolContrast, poolPairs } from '../../../../../pipeline/cooccurrence/kernels/summary/pool-contrast.ts';
import { promptDraws, setMeans } from '../../../../../pipeline/cooccurrence/kernels/summary/set-means.ts';
import { random } from '../../../../../src/random.ts';

const [SIZES, PROMPTS] = [[8, 6, 4], 16];
const clusters = new Map(
  SIZES.flatMap((size, c) => Array.from({ length: size }, () => c + 1)).map((c, i) => [100 + i, c] as const),
);
const features = [...clusters.keys()];
const sets: SetRow[] = features
  .flatMap((a, i) =>
    features.slice(i + 1).map((b) => ({ set_id: 0, arm: 'pool', cluster: null, size: 2, feature_ids: [a, b] })),
  )
  .map((set, i) => ({ ...set, set_id: 7 + i }));
/** Directions of one cluster are alike, so that their sums are longer. */
const norms = new Map(
  sets.map(({ set_id, feature_ids: [a, b] }) => [set_id, clusters.get(a) === clusters.get(b) ? 1.9 : 1.3]),
);
const options = { seed: 1, draws: 400, permutations: 199, norms, units: null };

/** At equal norm: what each feature does alone, `extra` where both share a cluster, per unit of push, and noise of every pair and prompt. */
function contrastOf(extra: number, own: (feature: number) => number, noise = 0.1, seed = 1) {
  const rng = random(seed, 'pool-contrast-test');
  const damage = new Float64Array(sets.length * PROMPTS);
  const mean = [...norms.values()].reduce((sum, norm) => sum + norm, 0) / norms.size;
  sets.forEach(({ set_id, feature_ids: [a, b] }, s) => {
    const alone = own(a) + own(b) + (clusters.get(a) === clusters.get(b) ? extra : 0);
    const pair = ((alone + noise * rng.normal()) * mean) / (norms.get(set_id) as number);
    for (let p = 0; p < PROMPTS; p++) damage[s * PROMPTS + p] = pair + noise * rng.normal();
  });
  const halves = [
    [0, 2, 4, 6],
    [1, 3, 5, 7],
  ];
  const means = plainMeans(setMeans(damage, promptDraws(PROMPTS, halves, options.draws, 1)));
  const pool = poolPairs(sets, clusters, options)!;
  return poolContrast({ sets, factor: 10, scaling: 'norm-matched' }, means, pool)!;
}
const quantiles = (draws: Float64Array) => [...draws].sort((a, b) => a - b);

describe('poolContrast', () => {
  it('finds what pairs of one cluster do more, in every way it looks', () => {
    const found = contrastOf(0.5, () => 1);
    expect(found).toMatchObject({ size: 2, factor: 10, sets: 28 + 15 + 6, otherSets: 153 - 49 });
    expect(found.estimate).toBeCloseTo(0.5, 1);
    const sorted = quantiles(found.draws);
    expect(sorted[10]).toBeGreaterThan(0.3);
    expect(sorted[10]).toBeLessThan(found.estimate);
    expect(sorted[389]).toBeGreaterThan(found.estimate);
    expect(found.permuted.every((value) => value < found.estimate)).toBe(true);
    for (const half of found.halves) expect(half).toBeCloseTo(0.5, 1);
  });

  it('does not take what features do alone, or what clusters differ in, for a difference, whatever their sizes and however alike their directions', () => {
    const found = contrastOf(0, (feature) => 3 * (clusters.get(feature) as number) + (feature % 5), 0);
    expect(found.estimate).toBeCloseTo(0, 9);
    expect(Math.max(...found.permuted.map(Math.abs))).toBeCloseTo(0, 9);
  });

  it('rejects at its level where labels mean nothing', () => {
    const runs = Array.from({ length: 60 }, (_, run) => {
      const rng = random(run, 'pool-alone');
      const alone = new Map(features.map((feature) => [feature, rng.normal()]));
      const found = contrastOf(0, (feature) => alone.get(feature) as number, 0.5, run);
      return (
        found.permuted.filter((value) => Math.abs(value) >= Math.abs(found.estimate)).length / found.permuted.length
      );
    });
    const rejected = runs.filter((p) => p <= 0.05).length;
    expect(rejected).toBeLessThanOrEqual(8); // 60 × 0.05 = 3; more than 8 has probability below 0.004
  });

  it('is none at a dose at which the pool was not run, or with one kind of pairs alone', () => {
    const pool = poolPairs(sets, clusters, options)!;
    const means = plainMeans(setMeans(new Float64Array(0), promptDraws(PROMPTS, [], 2, 1)));
    expect(poolContrast({ sets: [], factor: 1, scaling: 'none' }, means, pool)).toBeNull();
    const inside = sets.filter(({ feature_ids: [a, b] }) => clusters.get(a) === clusters.get(b));
    expect(poolPairs(inside.slice(0, 28), clusters, options)).toBeNull();
    expect(poolPairs([], clusters, options)).toBeNull();
    expect(() => poolPairs(sets, new Map(), options)).toThrow('feature 100 is in no kept cluster');
  });

  it('leaves out a cluster that has one feature in it, so that the others still cancel', () => {
    const alone = new Map([...clusters, [117, 9]]);
    const pool = poolPairs(sets, alone, options)!;
    expect(pool.sets).toHaveLength((17 * 16) / 2);
    expect(pool.clusters).toBe(3);
  });

  it('moves copies together: with every cluster one unit nothing can move but clusters of one size', () => {
    const units = new Map(features.map((id) => [id, 100 + (clusters.get(id) as number)]));
    const pool = poolPairs(sets, clusters, { ...options, units })!;
    expect(pool.permuted.every((labels) => labels.every((label, i) => label === pool.labels[i]))).toBe(true);
    const alone = new Map(features.map((id) => [id, id]));
    expect(poolPairs(sets, clusters, { ...options, units: alone })!.permuted).toEqual(poolPairs(sets, clusters, options)!.permuted); // biome-ignore format: one line
  });
});
