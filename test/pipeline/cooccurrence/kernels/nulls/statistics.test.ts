import { describe, expect, it } from 'vitest';
import { atDensities } from '../../../../../pipeline/cooccurrence/kernels/nulls/density.ts';
import {
  decidingStatistics,
  networkStatistics,
  rewiredStatistics,
  statisticNames,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/statistics.ts';
import {
  type StatisticOptions,
  studyNetwork,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/study-network.ts';
import { unweighted } from '../../../../../src/methods/graph/csr-graph.ts';
import { random } from '../../../../../src/random.ts';

const OPTIONS: StatisticOptions = {
  correlation: { method: 'pearson', gains: null, covariates: [] },
  network: { threshold: 0.7, strict: true, sign: 'absolute' },
  cluster: { algorithm: 'greedy-modularity', weighted: false, resolution: 1, seed: 1, min_size: 4 },
  sizes: 2,
};
const PROMPTS = 60;

/** Features in groups that follow one signal each, with noise; sizes of the groups are given. */
function grouped(sizes: readonly number[], noise: number) {
  const rng = random(3, 'grouped');
  const signals = sizes.map(() => Array.from({ length: PROMPTS }, () => rng.normal()));
  const cols = sizes.reduce((sum, size) => sum + size, 0);
  const values = new Float64Array(PROMPTS * cols);
  let f = 0;
  sizes.forEach((size, group) => {
    for (let i = 0; i < size; i++, f++)
      for (let p = 0; p < PROMPTS; p++) values[p * cols + f] = signals[group][p] + noise * rng.normal();
  });
  return { rows: PROMPTS, cols, values };
}

function named(values: ReturnType<typeof grouped>, options = OPTIONS, importance = new Float64Array(values.cols)) {
  const found = networkStatistics(values, options, { importance, edges: null });
  return Object.fromEntries(statisticNames(options).map((name, s) => [name, found[s]]));
}

describe('networkStatistics', () => {
  it('sees two planted cliques', () => {
    const found = named(grouped([6, 5], 0.1));
    expect(found).toMatchObject({ edges: 15 + 10, giant: 6, clusters: 2, features_in_clusters: 11, 'cluster_size:1': 6, 'cluster_size:2': 5 }); // biome-ignore format: one line
    // Q of two cliques without an edge between them: Σ L/m - (D/2m)².
    expect(found.modularity).toBeCloseTo(1 - (15 / 25) ** 2 - (10 / 25) ** 2, 12);
    expect(found.separation).toBeGreaterThan(0.7);
    expect(found.cohesion).toBeCloseTo(found.separation, 12);
    expect(found['mean:degree']).toBeCloseTo((6 * 5 + 5 * 4) / 11 / 10, 12);
  });

  it('has no clusters, no separation and no F in noise', () => {
    const rng = random(5, 'noise');
    const values = { rows: PROMPTS, cols: 12, values: Float64Array.from({ length: PROMPTS * 12 }, () => rng.normal()) };
    const found = named(values);
    expect(found).toMatchObject({ edges: 0, giant: 1, clusters: 0, features_in_clusters: 0 });
    for (const absent of ['modularity', 'separation', 'cluster_size:1']) expect(found[absent], absent).toBeNaN();
    expect(found['anova_f:degree']).toBeNaN();
    // Communities of noise are there all the same.
    expect(found.cohesion).toBeGreaterThan(0);
    expect(found.cohesion).toBeLessThan(0.2);
    expect(found['slope:degree']).toBeNaN();
  });

  it('puts importance that follows a centrality on slope 1, and importance that does not vary on none', () => {
    const values = grouped([6, 5], 0.5);
    const loose = { ...OPTIONS, network: { ...OPTIONS.network, threshold: 0.6 } };
    const importance = Float64Array.from({ length: 11 }, (_, f) => (f < 6 ? 5 : 4));
    expect(named(values, loose, importance)['slope:closeness']).toBeGreaterThan(0.3);
    expect(named(values, loose)['slope:closeness']).toBeNaN();
  });

  it('divides gains out first: a gain shared by all prompts leaves no edge behind', () => {
    const rng = random(6, 'gain');
    const gains = Float64Array.from({ length: PROMPTS }, () => Math.exp(2 * rng.normal()));
    const noise = Float64Array.from({ length: PROMPTS * 8 }, (_, i) => gains[Math.floor(i / 8)] * (3 + rng.normal()));
    const values = { rows: PROMPTS, cols: 8, values: noise };
    expect(named(values).edges).toBe(28);
    expect(named(values, { ...OPTIONS, correlation: { ...OPTIONS.correlation, gains } }).edges).toBe(0);
    const wrong = { ...OPTIONS.correlation, gains: gains.slice(1) };
    expect(() => named(values, { ...OPTIONS, correlation: wrong })).toThrow('59 divisors');
  });

  it('does not depend on the order of features', () => {
    const values = grouped([6, 5, 3], 0.4);
    const order = [13, 2, 9, 0, 11, 5, 7, 1, 12, 3, 10, 4, 8, 6];
    const turned = {
      ...values,
      values: Float64Array.from(values.values, (_, i) => values.values[i - (i % 14) + order[i % 14]]),
    };
    const [a, b] = [named(values), named(turned)];
    for (const name of [
      'edges',
      'mean_abs_r',
      'modularity',
      'separation',
      'anova_f:abs_corr_activation',
      'sd:closeness',
    ])
      expect(b[name]).toBeCloseTo(a[name], 9);
  });

  it('asks the same of as many of the strongest pairs: its own number of edges changes nothing, another does', () => {
    const values = grouped([6, 5, 3], 0.4);
    const importance = Float64Array.from({ length: 14 }, (_, f) => f);
    const asked = atDensities(statisticNames(OPTIONS));
    const at = (density: string, edges: number | null) => {
      const found = networkStatistics(values, OPTIONS, { importance, edges });
      return new Map(asked.flatMap((one, s) => (one.density === density ? [[one.statistic, found[s]]] : [])));
    };
    const own = at('threshold', null);
    for (const [name, value] of at('edges', null)) expect(value, name).toBe(own.get(name));
    expect(at('threshold', 12)).toEqual(own);
    const few = at('edges', 12);
    for (const name of ['edges', 'mean_abs_r', 'cohesion', 'mean:degree']) expect(few.has(name), name).toBe(false);
    expect(few.get('giant')).toBeLessThanOrEqual(own.get('giant') ?? 0);
    const deciding = decidingStatistics(values, OPTIONS, { importance, edges: 12 });
    statisticNames(OPTIONS).forEach((name, s) => {
      expect(deciding[s], name).toBe(
        few.has(name) ? few.get(name) : name === 'mean:degree' ? deciding[s] : own.get(name),
      );
    });
  });

  it('asks a rewired network the same questions by the same definitions', () => {
    const values = grouped([6, 5, 3], 0.4);
    const network = studyNetwork(values, OPTIONS);
    const again = rewiredStatistics(unweighted(network.graph), OPTIONS);
    const found = named(values);
    for (const [name, value] of again) expect(value, name).toBe(found[name]);
    expect(again.size).toBeGreaterThan(15);
  });
});
