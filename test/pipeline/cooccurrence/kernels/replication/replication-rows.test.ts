import { describe, expect, it } from 'vitest';
import {
  type MatchedNetwork,
  replicationRows,
} from '../../../../../pipeline/cooccurrence/kernels/replication/replication-rows.ts';

const OPTIONS = { dictionary: 'b', by: 'cosine', seed: 1, matchings: 4999 } as const;

const network = (clusters: readonly number[], centralities: Readonly<Record<string, readonly number[]>>) => ({
  clusters,
  centralities: new Map(Object.entries(centralities).map(([measure, values]) => [measure, Float64Array.from(values)])),
});

/** The row of each statistic. */
function rowsOf(one: MatchedNetwork, other: MatchedNetwork, likeness: readonly number[], options = {}) {
  const rows = replicationRows(one, other, Float64Array.from(likeness), { ...OPTIONS, ...options });
  return new Map(rows.map((row) => [row.statistic, row]));
}

describe('the same dictionary twice', () => {
  const own = network([1, 1, 2, 2], { degree: [1, 2, 3, 4] });
  const likeness = Array.from({ length: 16 }, (_, cell) => (cell % 5 === 0 ? 1 : 0.5));
  const found = rowsOf(own, own, likeness);

  // Of the 24 matchings: the share that is right at k features has mean 1 and variance 1; a third keep both clusters, the others have
  // an adjusted Rand index of -1/2; r has mean 0 and variance 1 / (n - 1).
  it.each([
    ['match', 5 / 8, 1 / 8, 1 / 24],
    ['ari', 0, Math.SQRT1_2, 1 / 3],
    ['r:degree', 0, Math.sqrt(1 / 3), 1 / 24],
  ])('gives %s 1, beside what all matchings give', (statistic, mean, sd, p) => {
    const row = found.get(statistic)!;
    expect(row).toMatchObject({ dictionary: 'b', by: 'cosine', n: 4, n_units: null, reason: null });
    expect(row.value).toBeCloseTo(1, 12);
    const error = 4 / Math.sqrt(OPTIONS.matchings);
    expect(Math.abs(row.random_mean - mean)).toBeLessThan(error * sd);
    expect(Math.abs(row.random_sd / sd - 1)).toBeLessThan(error * 1.5);
    expect(Math.abs(row.p - p)).toBeLessThan(error * Math.sqrt(p * (1 - p)) + 1 / OPTIONS.matchings);
  });

  it('deals the same matchings for the same seed, others for another seed, dictionary or likeness', () => {
    const means = (options: object) =>
      rowsOf(own, own, likeness, { matchings: 9, ...options }).get('r:degree')?.random_mean;
    expect(means({})).toBe(means({}));
    const all = [{}, { seed: 2 }, { dictionary: 'c' }, { by: 'activation' }].map(means);
    expect(new Set(all).size).toBe(4);
  });
});

describe('partners', () => {
  const own = network([1, 1, 2], { degree: [1, 2, 5] });
  const other = network([3, 3, 4], { degree: [0, 7, 4] });

  it('are the most alike, the first among equals, and none where nothing is defined', () => {
    const found = rowsOf(own, other, [0.2, 0.9, 0.9, Number.NaN, Number.NaN, Number.NaN, 0.1, Number.NaN, 0.3]);
    expect(found.get('match')).toMatchObject({ n: 2, value: (0.9 + 0.3) / 2 });
    // Features 0 and 2, partners 1 and 2: degrees (1, 5) and (7, 4).
    expect(found.get('r:degree')?.value).toBeCloseTo(-1, 12);
    expect(found.get('ari')?.value).toBe(1);
  });

  it('may be negative, and one may be that of several', () => {
    const found = rowsOf(own, other, [-0.5, -0.1, -0.4, 0, 0.6, 0, 0.1, 0.2, 0.4]);
    // Partners 1, 1 and 2.
    expect(found.get('match')?.value).toBeCloseTo(0.3, 12);
    // Means 8/3 and 6 of (1, 2, 5) and (7, 7, 4).
    expect(found.get('r:degree')?.value).toBeCloseTo(-7 / Math.sqrt((26 / 3) * 6), 12);
    expect(found.get('ari')?.value).toBe(1);
  });

  it('of fewer than two features there is no value, and the reason says how many', () => {
    const none = new Array(9).fill(Number.NaN);
    for (const [n, likeness] of [[0, none], [1, [0.5, ...none.slice(1)]]] as const) // biome-ignore format: one line
      for (const row of rowsOf(own, other, likeness).values()) {
        expect(row).toMatchObject({
          n,
          value: Number.NaN,
          random_mean: Number.NaN,
          random_sd: Number.NaN,
          p: Number.NaN,
        });
        expect(row.reason).toBe(`${n} features have a partner, and two are needed`);
      }
    expect(rowsOf(own, network([], { degree: [] }), []).get('match')).toMatchObject({ n: 0, value: Number.NaN });
    expect(rowsOf(network([], {}), other, []).get('ari')).toMatchObject({ n: 0, value: Number.NaN });
  });
});

it('compares the centralities that both have', () => {
  const one = network([1, 2], { degree: [1, 2], pagerank: [0, 1] });
  const other = network([1, 2], { closeness: [1, 2], degree: [3, 1] });
  const found = rowsOf(one, other, [1, 0, 0, 1]);
  expect([...found.keys()]).toEqual(['match', 'ari', 'r:degree']);
  expect(found.get('r:degree')?.value).toBeCloseTo(-1, 12);
});

// 0.1 three times has a mean of 0.10000000000000002.
it.each([0, 2, 0.1])('has no correlation with a centrality that is %d throughout, and says why', (value) => {
  const [one, flat] = [network([1, 1, 2], { x: [1, 2, 4] }), network([1, 1, 2], { x: [value, value, value] })];
  for (const pair of [[one, flat], [flat, one]] as const) // biome-ignore format: one line
    expect(rowsOf(...pair, [1, 0, 0, 0, 1, 0, 0, 0, 1]).get('r:x')).toMatchObject({
      n: 3,
      value: Number.NaN,
      p: Number.NaN,
      reason: 'it does not vary over the matched features',
    });
});
