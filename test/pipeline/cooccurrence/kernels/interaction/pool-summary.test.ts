import { describe, expect, it } from 'vitest';
import {
  meanSingleDamage,
  type PoolRow,
  poolSummary,
} from '../../../../../pipeline/cooccurrence/kernels/interaction/pool-summary.ts';
import type { Interactions } from '../../../../../src/methods/intervention/removal/indices.ts';
import { pairPool } from '../../../../../src/methods/intervention/removal/removal-plan.ts';
import { random } from '../../../../../src/random.ts';

const [PROMPTS, CONTROLS] = [12, 2];
const CLUSTERS = Array.from({ length: 15 }, (_, f) => 1 + Math.floor(f / 5));
const HALVES = [
  [0, 2, 4, 6, 8, 10],
  [1, 3, 5, 7, 9, 11],
] as const;

/** Three answers, each in both halves. */
const STRATA = Int32Array.from({ length: PROMPTS }, (_, p) => Math.floor(p / 4));
const HELD_OUT = [{ split: 'strata', clusters: Int32Array.from(CLUSTERS), prompts: HALVES[1] }];

/** Features of strength 1; pairs and controls interact at random, pairs of cluster 1 by `planted` besides. */
function synthetic(seed: number, planted: number, pool = pairPool(CLUSTERS, 1000, 1)): Interactions {
  const rng = random(seed, 'pool-summary');
  const gains = Float64Array.from(CLUSTERS, () => 0.3 * rng.normal());
  const noise = (scale: number) => Float64Array.from({ length: PROMPTS }, () => scale * rng.normal());
  const indexOf = (extra: (a: number, b: number) => number) =>
    Float64Array.from(
      pool.pairs.flatMap(([a, b]) => [...noise(0.1)].map((value) => value + gains[a] * gains[b] + extra(a, b))),
    );
  const own = indexOf((a, b) => (CLUSTERS[a] === CLUSTERS[b] ? planted : 0));
  return {
    prompts: PROMPTS,
    singles: new Float64Array(CLUSTERS.length * PROMPTS).fill(1),
    damage: own.map((value) => 2 + value),
    index: [own, ...Array.from({ length: CONTROLS }, () => indexOf(() => 0))],
    noiseFloor: 1e-6,
  };
}

function rowsOf(found: Interactions, sesoi = 0.2, pool = pairPool(CLUSTERS, 1000, 1)): Map<string, PoolRow> {
  const rows = poolSummary(pool, CLUSTERS, found, {
    seed: 1,
    sesoi,
    halves: HALVES,
    strata: STRATA,
    heldOut: HELD_OUT,
  });
  return new Map(rows.map((row) => [`${row.measure} ${row.scope}`, row]));
}

describe('the summary of the pool', () => {
  const planted = rowsOf(synthetic(1, 1));
  const absent = rowsOf(synthetic(2, 0));

  it('finds a planted interaction within clusters, of its size, on both halves of the prompts', () => {
    for (const measure of ['interaction', 'excess']) {
      const row = planted.get(`${measure} within-between`)!;
      expect(row.estimate).toBeGreaterThan(0.9);
      expect(row.estimate).toBeLessThan(1.1);
      expect(row.low).toBeGreaterThan(0.7);
      expect(row.pGreater).toBe(1 / 5000);
      expect(Math.min(row.firstHalf, row.secondHalf)).toBeGreaterThan(0.8);
      expect(row.equivalent).toBe(false);
      expect(Math.max(row.pFirstHalf, row.pSecondHalf)).toBe(1 / 5000);
    }
    expect(planted.get('magnitude_excess within')!.low).toBeGreaterThan(0.5);
    expect(planted.get('magnitude_excess within')!.pGreater).toBeLessThan(0.001);
    expect(absent.get('magnitude_excess within')!.pGreater).toBeGreaterThan(0.01);
  });
  it('shows that there is none where there is none', () => {
    const row = absent.get('interaction within-between')!;
    expect(row.p).toBeGreaterThan(0.05);
    expect(row).toMatchObject({ bound: 0.2, equivalent: true });
    expect(row.pEquivalence).toBeLessThan(0.025);
  });
  it('has a row for each measure and scope with the number of its pairs, permutations for the difference only', () => {
    const scopes = ['all', 'within', 'between', 'within-between', 'cluster 1', 'cluster 2', 'cluster 3'];
    for (const measure of ['damage', 'interaction', 'excess', 'magnitude_excess', 'stratum_excess'])
      expect([...planted.keys()].filter((key) => key.startsWith(`${measure} `))).toEqual(
        scopes.map((scope) => `${measure} ${scope}`),
      );
    const counts = scopes.map((scope) => planted.get(`damage ${scope}`)!.pairs);
    expect(counts).toEqual([105, 30, 75, 105, 10, 10, 10]);
    for (const [key, row] of planted) {
      expect(row.permutations > 0).toBe(key.endsWith('within-between'));
      expect(Number.isNaN(row.pFirstHalf)).toBe(!key.endsWith('within-between'));
      expect(Number.isNaN(row.pHeldOut)).toBe(!/^(magnitude|stratum)_excess within-between$/.test(key));
      expect(row.p).toBeGreaterThanOrEqual(0);
    }
  });
  it('leaves out what needs controls where there are none', () => {
    const found = synthetic(1, 1);
    const rows = rowsOf({ ...found, index: found.index.slice(0, 1) });
    expect([...rows.keys()].some((key) => key.includes('excess'))).toBe(false);
  });
  it('says that permuting labels is approximate on a sampled pool', () => {
    const pool = pairPool(CLUSTERS, 40, 1);
    const row = rowsOf(synthetic(3, 1, pool), 0.2, pool).get('interaction within-between')!;
    expect(row.note).toContain('approximate');
    expect(row.pGreater).toBeLessThan(0.025);
    expect(planted.get('interaction within-between')!.note).toBeNull();
  });
  it('rejects labels that mean nothing about as often as it may, though pairs overlap', () => {
    let rejected = 0;
    for (let seed = 0; seed < 20; seed++) {
      const found = synthetic(100 + seed, 0);
      const rows = poolSummary(
        pairPool(CLUSTERS, 1000, 1),
        CLUSTERS,
        { ...found, index: found.index.slice(0, 1) },
        {
          seed,
          sesoi: 0.2,
          ...{ halves: null, strata: STRATA, heldOut: [] },
        },
      );
      if (rows.find(({ measure, scope }) => measure === 'interaction' && scope === 'within-between')!.p <= 0.1)
        rejected++;
    }
    // 2 of 20 expected; more than 6 has probability 0.002.
    expect(rejected).toBeLessThan(7);
  }, 60_000);
  it('the unit of the bound is the mean magnitude of single damages', () => {
    expect(meanSingleDamage({ ...synthetic(1, 0), prompts: 2, singles: Float64Array.of(1, 3, -4, -4) })).toBe(3);
  });
  describe('of an interaction that helps some answers and hurts others', () => {
    /** Interaction of pairs of a cluster: +size on the first answer, −size on the second, none on the third. */
    const mixed = (seed: number, size: number): Interactions => {
      const found = synthetic(seed, 0);
      const { pairs } = pairPool(CLUSTERS, 1000, 1);
      const own = found.index[0].map((value, i) => {
        const [[a, b], sign] = [pairs[Math.floor(i / PROMPTS)], [1, -1, 0][STRATA[i % PROMPTS]]];
        return value + (CLUSTERS[a] === CLUSTERS[b] ? sign * size : 0);
      });
      return { ...found, index: [own, ...found.index.slice(1)] };
    };

    it('cancels over all prompts and is found within answers, on held-out prompts too', () => {
      const rows = rowsOf(mixed(1, 0.6));
      expect(rows.get('magnitude_excess within-between')!.pGreater).toBeGreaterThan(0.05);
      const row = rows.get('stratum_excess within-between')!;
      expect(row.pGreater).toBeLessThan(0.001);
      expect(row.low).toBeGreaterThan(0.1);
      expect(row.pHeldOut).toBeLessThan(0.001);
      expect(rows.get('stratum_excess within')!.low).toBeGreaterThan(0);
    });
  });
});
