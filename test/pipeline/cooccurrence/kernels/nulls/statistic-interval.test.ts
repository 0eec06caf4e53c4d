import { describe, expect, it } from 'vitest';
import type { MatchedInput } from '../../../../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { askedOf } from '../../../../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import {
  halfOfPrompts,
  interval,
  statisticIntervals,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/statistic-interval.ts';
import { networkStatistics } from '../../../../../pipeline/cooccurrence/kernels/nulls/statistics.ts';
import type { StatisticOptions } from '../../../../../pipeline/cooccurrence/kernels/nulls/study-network.ts';
import { random } from '../../../../../src/random.ts';

const [PROMPTS, FEATURES, EDGES] = [80, 18, 40];
const STATISTICS: StatisticOptions = {
  correlation: { method: 'pearson', gains: null, covariates: [] },
  network: { threshold: 0.45, strict: true, sign: 'absolute' },
  cluster: { algorithm: 'greedy-modularity', weighted: false, resolution: 1, seed: 1, min_size: 4 },
  sizes: 0,
};
const source = (seed: number) => ({ seed, splits: [], statistics: STATISTICS, edges: { all: EDGES, halves: [] } });
const asked = askedOf({ statistics: STATISTICS, splits: [] });
const strata = Array.from({ length: PROMPTS }, (_, p) => `s${p % 8}`);

/** Prompts of a population with three groups of features that follow a signal each, more or less. */
function drawn(seed: number) {
  const rng = random(seed, 'population');
  const values = new Float64Array(PROMPTS * FEATURES);
  for (let p = 0; p < PROMPTS; p++) {
    const common = rng.normal();
    const signals = [rng.normal(), rng.normal(), rng.normal()];
    for (let f = 0; f < FEATURES; f++)
      values[p * FEATURES + f] = 0.5 * common + (0.7 + (f % 5) / 5) * signals[f % 3] + rng.normal();
  }
  return { rows: PROMPTS, cols: FEATURES, values };
}

const observedOf = (seed: number) =>
  networkStatistics(drawn(seed), STATISTICS, { importance: new Float64Array(FEATURES), edges: EDGES });
const at = (statistic: string, density: string) =>
  asked.findIndex((one) => one.statistic === statistic && one.density === density);

describe('statisticIntervals', () => {
  // What 150 other draws of as many prompts from the population give on average is what an interval is to hold, 95 times of 100.
  const [draws, held] = [150, 40];
  const expectation = new Float64Array(asked.length);
  for (let seed = 1000; seed < 1000 + draws; seed++) observedOf(seed).forEach((value, s) => (expectation[s] += value / draws)); // biome-ignore format: one line

  it('hold what such prompts give on average nearly as often as they say, and are no wider than other draws spread', () => {
    const inside = { separation: 0, modularity: 0 };
    const widths = { separation: 0, modularity: 0 };
    for (let seed = 0; seed < held; seed++) {
      const found = statisticIntervals(drawn(seed), strata, source(seed), observedOf(seed));
      for (const name of ['separation', 'modularity'] as const) {
        const row = found.find(({ statistic }) => statistic === name);
        const truth = expectation[at(name, 'edges')];
        if (row !== undefined && row.low <= truth && truth <= row.high) inside[name]++;
        widths[name] += ((row?.high ?? 0) - (row?.low ?? 0)) / held;
      }
    }
    for (const name of ['separation', 'modularity'] as const) {
      // Of 40 at 95 %, fewer than 34 have a chance of 3 in 1,000.
      expect(inside[name], name).toBeGreaterThanOrEqual(34);
      // Q of three even groups is at its ceiling, below which halves fall more easily.
      if (name === 'modularity') continue;
      const own = Array.from({ length: draws }, (_, k) => observedOf(1000 + k)[at(name, 'edges')]).sort(
        (a, b) => a - b,
      );
      const spread = own[Math.floor(0.975 * draws)] - own[Math.floor(0.025 * draws)];
      expect(widths[name] / spread, name).toBeLessThan(1.5);
    }
  }, 300_000);
});

describe('interval', () => {
  const values = Array.from({ length: 200 }, (_, k) => 5 + k / 199);

  it('is the spread of the halves around the observed value, wherever they are themselves', () => {
    const found = interval(2, values, 1);
    expect(found.low).toBeCloseTo(2 - 0.475, 9);
    expect(found.high).toBeCloseTo(2 + 0.475, 9);
    expect(interval(2, values, 0.5).high).toBeCloseTo(2 + 0.2375, 9);
    expect(found).toMatchObject({ observed: 2, resamples: 200, defined: 200, reason: null });
  });

  it('is none where the study or too many halves have no such statistic', () => {
    expect(interval(Number.NaN, values, 1)).toMatchObject({
      low: Number.NaN,
      reason: 'it does not exist in this study',
    });
    const some = values.map((value, k) => (k < 30 ? Number.NaN : value));
    expect(interval(2, some, 1)).toMatchObject({ high: Number.NaN, defined: 170, reason: expect.stringContaining('170 of 200 halves') }); // biome-ignore format: one line
    expect(interval(2, some.slice(15), 1).reason).toBeNull();
  });
});

describe('halfOfPrompts', () => {
  it('takes half of each stratum, and of odd ones by chance', () => {
    const names = ['a', 'a', 'a', 'a', 'b', 'b', 'c', 'd'];
    const taken = new Float64Array(8);
    for (let k = 0; k < 200; k++) {
      const half = halfOfPrompts(
        names.map((_, p) => p),
        names,
        random(k, 'half'),
      );
      expect(half).toHaveLength(4);
      expect(half.filter((p) => p < 4)).toHaveLength(2);
      for (const p of half) taken[p]++;
    }
    for (const count of taken) expect(Math.abs(count / 200 - 0.5)).toBeLessThan(0.15);
  });
});

it('asks what compares halves of halves of them', () => {
  const split = { name: 'strata' as const, train: Int32Array.from({ length: 40 }, (_, i) => 2 * i), test: Int32Array.from({ length: 40 }, (_, i) => 2 * i + 1) }; // biome-ignore format: one line
  const halves: Pick<MatchedInput, 'seed' | 'splits' | 'statistics' | 'edges'> = { ...source(1), splits: [split], edges: { all: EDGES, halves: [{ train: EDGES, test: EDGES }] } }; // biome-ignore format: one line
  const observed = new Float64Array(askedOf(halves).length).fill(0.5);
  const found = statisticIntervals(drawn(1), strata, halves, observed);
  expect(found.filter(({ statistic }) => statistic.startsWith('held_out:')).map(({ statistic, resamples }) => [statistic, resamples])).toEqual(
    ['edge_replication', 'recovery', 'centrality_r:degree', 'centrality_r:betweenness', 'centrality_r:closeness', 'centrality_r:eigenvector', 'centrality_r:abs_corr_activation'].map((name) => [`held_out:strata:${name}`, 50]),
  ); // biome-ignore format: one line
  expect(found.some(({ statistic }) => statistic.startsWith('slope:'))).toBe(false);
});
