import { describe, expect, it } from 'vitest';
import {
  type HeldOutHalf,
  heldOutDifferences,
  heldOutHalves,
} from '../../../../../pipeline/cooccurrence/kernels/interaction/held-out-pool.ts';
import { pairPool } from '../../../../../src/methods/intervention/removal/removal-plan.ts';
import { random } from '../../../../../src/random.ts';

const PROMPTS = 12;
const CLUSTERS = Int32Array.from({ length: 12 }, (_, f) => 1 + Math.floor(f / 4));
const SECOND = [1, 3, 5, 7, 9, 11];
const { pairs } = pairPool(CLUSTERS, 1000, 1);

/** I within clusters on the second half's prompts alone, or on the first half's. */
function planted(on: 'first' | 'second') {
  const rng = random(1, 'held-out-pool', on);
  const own = pairs.flatMap(([a, b]) =>
    Array.from({ length: PROMPTS }, (_, p) => {
      const there = (on === 'second') === SECOND.includes(p);
      return (there && CLUSTERS[a] === CLUSTERS[b] ? 1 : 0) + 0.1 * rng.normal();
    }),
  );
  const control = Float64Array.from(own, () => 0.1 * rng.normal());
  const singles = new Float64Array(CLUSTERS.length * PROMPTS);
  return { prompts: PROMPTS, singles, damage: Float64Array.from(own), index: [Float64Array.from(own), control], noiseFloor: 0 }; // biome-ignore format: one line
}

const ofMagnitudes = (found: ReturnType<typeof planted>, options: Parameters<typeof heldOutDifferences>[3]) =>
  heldOutDifferences(pairs, found, ['magnitude_excess'], options).magnitude_excess ?? [];
const asked = (found: ReturnType<typeof planted>, ...heldOut: HeldOutHalf[]) =>
  ofMagnitudes(found, { seed: 1, strata: new Int32Array(PROMPTS), heldOut });
const HALF: HeldOutHalf = { split: 'strata', clusters: CLUSTERS, prompts: SECOND };
const ABSENT = { split: 'strata', difference: Number.NaN, p: null, reason: expect.stringContaining('no pair within') };

describe('heldOutDifferences', () => {
  it('asks the second half by the clusters of the first, 9,999 times permuted', () => {
    const [found] = asked(planted('second'), HALF);
    expect(found.p).toBeLessThan(0.001);
    expect(Math.round(10000 * (found.p ?? 0))).toBeCloseTo(10000 * (found.p ?? 0), 9);
    expect(found.difference).toBeGreaterThan(0.8);
    expect(asked(planted('first'), HALF)[0].p).toBeGreaterThan(0.01);
  });

  it('counts features in which the first half finds no cluster neither within nor between', () => {
    const some = CLUSTERS.map((cluster, f) => (f % 4 === 0 ? 0 : cluster));
    expect(asked(planted('second'), { ...HALF, clusters: some })[0].p).toBeLessThan(0.01);
    const one = CLUSTERS.map((cluster) => (cluster === 1 ? 1 : 0));
    expect(asked(planted('second'), { ...HALF, clusters: one })).toEqual([ABSENT]);
  });

  it('asks every split, also where one cannot be', () => {
    const wrong = { ...HALF, split: 'strata 2', prompts: [0, 2, 4, 6, 8, 10] };
    const [right, other, none] = asked(planted('second'), HALF, wrong, { ...HALF, prompts: [] });
    expect(right.p).toBeLessThan(0.001);
    expect(other).toMatchObject({ split: 'strata 2' });
    expect(other.p).toBeGreaterThan(0.01);
    expect(none).toEqual(ABSENT);
    expect(asked(planted('second'))).toEqual([]);
  });

  it('says of measures that are asked together what it says of each', () => {
    const options = { seed: 1, strata: Int32Array.from({ length: PROMPTS }, (_, p) => p % 3), heldOut: [HALF] };
    const [found, measures] = [planted('second'), ['magnitude_excess', 'stratum_excess'] as const];
    const together = heldOutDifferences(pairs, found, measures, options);
    expect(Object.keys(together)).toEqual(measures);
    for (const measure of measures)
      expect(together[measure], measure).toEqual(heldOutDifferences(pairs, found, [measure], options)[measure]);
    expect(together.magnitude_excess).not.toEqual(together.stratum_excess);
    expect(heldOutDifferences(pairs, found, [], options)).toEqual({});
  });
});

it('moves copies together: of clusters that are each one feature over again every permutation is the same', () => {
  const heldOut = [HALF];
  const options = { seed: 1, strata: new Int32Array(PROMPTS), heldOut };
  const [alone] = ofMagnitudes(planted('second'), options);
  const [copies] = ofMagnitudes(planted('second'), { ...options, blocks: CLUSTERS });
  expect(copies.difference).toBe(alone.difference);
  expect(copies.reason).toBe('it is the same in every permutation');
  expect([alone.p, copies.p]).toEqual([expect.closeTo(0.0001, 3), null]);
});

it('heldOutHalves names clusters and prompts by place, 0 for a feature without one', () => {
  const members = [
    { feature_id: 5, cluster: 1 },
    { feature_id: 8, cluster: 2 },
  ];
  const clusters = [{ split: 'strata', feature_id: 8, cluster: 3 }];
  const second = [
    { split: 'strata', prompt_id: 7 },
    { split: 'strata', prompt_id: 99 },
    { split: 'templates', prompt_id: 2 },
  ];
  const halves = heldOutHalves(members, [2, 7], clusters, second);
  expect(halves.map((half) => [half.split, [...half.clusters], half.prompts])).toEqual([
    ['strata', [0, 3], [1]],
    ['templates', [0, 0], [0]],
  ]);
});
