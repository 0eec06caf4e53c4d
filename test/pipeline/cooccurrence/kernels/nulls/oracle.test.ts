import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { atDensities, type Density } from '../../../../../pipeline/cooccurrence/kernels/nulls/density.ts';
import { networkStatistics, statisticNames } from '../../../../../pipeline/cooccurrence/kernels/nulls/statistics.ts';
import type { StatisticOptions } from '../../../../../pipeline/cooccurrence/kernels/nulls/study-network.ts';
import { summarise } from '../../../../../pipeline/cooccurrence/kernels/nulls/summary.ts';

interface Row {
  readonly statistic: string;
  readonly density: Density;
  readonly observed: number | null;
  readonly replicates: readonly (number | null)[];
  readonly defined: number;
  readonly p: number | null;
  readonly z: number | null;
  readonly p_exists: number | null;
}

/** From networkx and NumPy: fixtures/oracles/nulls.py. */
const oracle = JSON.parse(readFileSync(new URL('../../../../../fixtures/oracles/nulls.oracle.json', import.meta.url), 'utf8')); // biome-ignore format: one line
const rows: readonly Row[] = oracle.rows;
const STATISTICS: StatisticOptions = {
  correlation: { method: 'pearson', gains: null, covariates: [] },
  network: { threshold: oracle.threshold, strict: true, sign: 'absolute' },
  cluster: { algorithm: 'greedy-modularity', weighted: false, resolution: 1, seed: 1, min_size: oracle.min_size },
  sizes: 0,
};

function found(values: readonly number[]): Map<string, number> {
  const matrix = { rows: oracle.prompts, cols: oracle.features, values: Float64Array.from(values) };
  const importance = new Float64Array(oracle.features);
  const own = networkStatistics(matrix, STATISTICS, { importance, edges: oracle.edges });
  return new Map(atDensities(statisticNames(STATISTICS)).map((one, s) => [`${one.statistic}/${one.density}`, own[s]]));
}

const expectLike = (own: number | null | undefined, expected: number | null, where: string) => {
  if (expected === null) expect(own === null || Number.isNaN(own), where).toBe(true);
  else expect(Math.abs((own ?? Number.NaN) - expected), where).toBeLessThanOrEqual(oracle.tolerance);
};

describe('networkx and NumPy agree', () => {
  it('on the study and on replicates, at the threshold and at as many edges', () => {
    const study = found(oracle.study);
    for (const { statistic, density, observed } of rows)
      expectLike(study.get(`${statistic}/${density}`), observed, `${statistic}, ${density}`);
    for (const [k, values] of Object.entries<readonly number[]>(oracle.kept)) {
      const own = found(values);
      for (const { statistic, density, replicates } of rows)
        expectLike(
          own.get(`${statistic}/${density}`),
          replicates[Number(k)],
          `${statistic}, ${density}, replicate ${k}`,
        );
    }
  });

  it('on p and z among the replicates that have a statistic, and on p of having it', () => {
    for (const { statistic, density, observed, replicates, ...expected } of rows) {
      const where = `${statistic}, ${density}`;
      const own = summarise(observed ?? Number.NaN, replicates.map((value) => value ?? Number.NaN)); // biome-ignore format: one line
      expect(own.defined, where).toBe(expected.defined);
      for (const name of ['p', 'z', 'p_exists'] as const) expectLike(own[name], expected[name], `${where}, ${name}`);
    }
    // The input has what it is for: a statistic that some replicates lack, and one that too few have for a p.
    const of = (statistic: string, density: Density) => rows.find((row) => row.statistic === statistic && row.density === density); // biome-ignore format: one line
    expect(of('separation', 'threshold')?.defined).toBeLessThan(100);
    expect(of('separation', 'edges')?.p).not.toBeNull();
  });
});
