import { beforeEach, describe, expect, it } from 'vitest';
import { STUDY_METRICS } from '../../../../pipeline/cooccurrence/kernels/metrics/metric-comparisons.ts';
import { anova } from '../../../../pipeline/cooccurrence/stages/anova.ts';
import { anova as oneWay } from '../../../../src/methods/stats/groups/anova.ts';
import { type Bench, openBench } from '../../stage-context.ts';

interface Row {
  algorithm: string;
  metric: string;
  test: string;
  f: number | null;
  df_between: number | null;
  df_within: number | null;
  p: number | null;
  p_adjusted: number | null;
  adjustment: string;
  eta_squared: number | null;
  circular: boolean;
  reason: string | null;
}

/** cluster of each of twelve features; the last two are in a cluster that is not kept. */
const CLUSTERS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3];

describe('anova', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
    return () => bench.tables.close();
  });

  const value = (feature: number, metric: string) =>
    Math.sin(feature * 7 + metric.length) + (CLUSTERS[feature] === 1 ? 0.5 : 0);

  async function fill(
    clusters: Record<string, { cluster: number; kept: boolean }[]>,
    absent?: { metric: string; feature: number },
  ) {
    const rows = Object.entries(clusters).flatMap(([algorithm, list]) =>
      list.map((entry, feature) => ({ algorithm, feature, ...entry })),
    );
    await bench.tables.replace('cluster', {
      feature_id: rows.map((row) => row.feature),
      algorithm: rows.map((row) => row.algorithm),
      cluster: rows.map((row) => row.cluster),
      size: rows.map(
        (row) => rows.filter((other) => other.algorithm === row.algorithm && other.cluster === row.cluster).length,
      ),
      kept: rows.map((row) => row.kept),
    });
    const cells = STUDY_METRICS.flatMap((metric) => CLUSTERS.map((_, feature) => ({ metric, feature })));
    const isCentrality = (metric: string) => ['eigenvector', 'betweenness', 'closeness', 'degree'].includes(metric);
    const missing = (cell: { metric: string; feature: number }) =>
      cell.metric === absent?.metric && cell.feature === absent.feature;
    const columns = (list: typeof cells) => ({
      feature_id: list.map((cell) => cell.feature),
      value: list.map((cell) => (missing(cell) ? null : value(cell.feature, cell.metric))),
      reason: list.map((cell) => (missing(cell) ? 'for the test' : null)),
    });
    const centralities = cells.filter((cell) => isCentrality(cell.metric));
    const twice = [...centralities, ...centralities.filter((cell) => cell.metric === 'degree')];
    await bench.tables.replace('centrality', {
      ...columns(twice),
      measure: twice.map((cell) => cell.metric),
      weighted: twice.map((_, index) => index >= centralities.length),
    });
    const metrics = cells.filter((cell) => !isCentrality(cell.metric));
    await bench.tables.replace('feature_metric', { ...columns(metrics), metric: metrics.map((cell) => cell.metric) });
  }

  const kept = CLUSTERS.map((cluster) => ({ cluster, kept: cluster < 3 }));
  const rows = () => bench.tables.sql<Row>("SELECT * FROM anova WHERE test = 'anova' ORDER BY algorithm, metric");

  it('compares the eight metrics across the kept clusters of every clustering', async () => {
    await fill({
      louvain: kept,
      'greedy-modularity': kept.map((entry) => ({ ...entry, cluster: 4 - entry.cluster, kept: true })),
    });
    await bench.run(anova);
    const found = await rows();
    expect(found).toHaveLength(16);
    for (const row of found.filter(({ algorithm }) => algorithm === 'louvain')) {
      const groups = [1, 2].map((cluster) =>
        CLUSTERS.flatMap((c, feature) => (c === cluster ? [value(feature, row.metric)] : [])),
      );
      const expected = oneWay(groups);
      expect(row).toMatchObject({ test: 'anova', f: expected.f, p: expected.p, df_between: 1, df_within: 8 });
      expect(row.eta_squared).toBe(expected.etaSquared);
      expect(row.p_adjusted).toBe(Math.min(1, 8 * expected.p));
      expect(row.adjustment).toBe('bonferroni');
    }
    expect(found.filter((row) => row.algorithm === 'greedy-modularity').map((row) => row.df_between)).toEqual(
      Array(8).fill(2),
    );
  });

  it('marks what is made from the correlations', async () => {
    await fill({ louvain: kept });
    await bench.run(anova);
    const circular = (await rows()).filter((row) => row.circular).map((row) => row.metric);
    expect(circular).toEqual(['abs_corr_activation', 'betweenness', 'closeness', 'degree', 'eigenvector']);
  });

  it('adjusts as the study says', async () => {
    await fill({ louvain: kept });
    await bench.run(anova, ['adjustment=none']);
    for (const row of await rows()) expect(row).toMatchObject({ p_adjusted: row.p, adjustment: 'none' });
  });

  it('gives rows without a p and their reason where fewer than two clusters are kept', async () => {
    await fill({ louvain: kept.map((entry) => ({ ...entry, kept: entry.cluster === 1 })) });
    await bench.run(anova);
    const found = await rows();
    expect(found).toHaveLength(8);
    for (const row of found)
      expect(row).toMatchObject({ f: null, p: null, p_adjusted: null, reason: 'fewer than two groups' });
    expect(bench.notes).toEqual(['32 of 32 comparisons have no p; their reason is in the table']);
  });

  it('gives the other tests, effect sizes and pairs of clusters beside it', async () => {
    await fill({ louvain: CLUSTERS.map((cluster) => ({ cluster, kept: true })) });
    await bench.run(anova);
    const all = await bench.tables.sql<Row & { omega_squared: number; effect_low: number; effect_high: number }>(
      "SELECT * FROM anova WHERE metric = 'max_activation' ORDER BY test",
    );
    expect(all.map((row) => row.test)).toEqual(['anova', 'kruskal', 'levene', 'welch']);
    const [plain, ranks] = all;
    expect(plain.effect_low).toBeLessThanOrEqual(Math.max(0, plain.omega_squared));
    expect(plain.effect_high).toBeGreaterThan(plain.omega_squared);
    expect(ranks).toMatchObject({ df_between: 2, df_within: null });
    const pairs = await bench.tables.sql<{ test: string; a: number; b: number; circular: boolean }>(
      "SELECT test, cluster_a AS a, cluster_b AS b, circular FROM post_hoc WHERE metric = 'degree' ORDER BY test, a, b",
    );
    expect(pairs.map(({ test, a, b }) => `${test} ${a} ${b}`)).toEqual([
      'dunn 1 2',
      'dunn 1 3',
      'dunn 2 3',
      'tukey 1 2',
      'tukey 1 3',
      'tukey 2 3',
    ]);
    expect(pairs.every((pair) => pair.circular)).toBe(true);
  });

  it('compares every metric where the study says all, in a larger family', async () => {
    await fill({ louvain: kept });
    const extra = CLUSTERS.map((_, feature) => feature);
    const stored = await bench.tables.sql<{ feature_id: number; metric: string; value: number }>(
      'SELECT * FROM feature_metric',
    );
    const list = [
      ...stored,
      ...extra.map((feature) => ({ feature_id: feature, metric: 'extra', value: value(feature, 'extra') })),
    ];
    await bench.tables.replace('feature_metric', {
      feature_id: list.map((row) => row.feature_id),
      metric: list.map((row) => row.metric),
      value: list.map((row) => row.value),
      reason: list.map(() => null),
    });
    await bench.run(anova);
    expect((await rows()).map((row) => row.metric)).not.toContain('extra');
    await bench.run(anova, ['tests.metrics=all']);
    const found = await rows();
    expect(found).toHaveLength(9);
    for (const row of found) expect(row.p_adjusted).toBe(Math.min(1, 9 * (row.p as number)));
  });

  it('passes on why a metric has no value, and leaves it out of the family', async () => {
    await fill({ louvain: kept }, { metric: 'eigenvector', feature: 3 });
    await bench.run(anova);
    for (const row of await rows()) {
      if (row.metric === 'eigenvector')
        expect(row).toMatchObject({ p: null, reason: 'a feature has no value: for the test' });
      else expect(row.p_adjusted).toBe(Math.min(1, 7 * (row.p as number)));
    }
  });
});
