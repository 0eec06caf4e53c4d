import { describe, expect, it } from 'vitest';
import { FEATURE_METRICS } from '../../../../../pipeline/cooccurrence/kernels/metrics/feature-metrics.ts';
import {
  metricComparisons,
  STUDY_METRICS,
} from '../../../../../pipeline/cooccurrence/kernels/metrics/metric-comparisons.ts';
import { measures } from '../../../../../src/methods/graph/centrality/measures.ts';
import { graphFromEdges } from '../../../../../src/methods/graph/csr-graph.ts';
import { compareGroups } from '../../../../../src/methods/stats/groups/compare-groups.ts';
import { postHoc } from '../../../../../src/methods/stats/groups/post-hoc.ts';
import { oracle } from '../../../../methods/stats/near.ts';

const { three } = oracle.groups;
const metrics = [
  { metric: 'degree', network: true },
  { metric: 'max_activation', network: false },
];

/** The groups as clusters 2, 5 and 9 of one clustering, for one metric. */
function valuesOf(metric: string, algorithm = 'louvain') {
  return three.flatMap(
    (group, index) =>
    group.map((value, i) => ({ algorithm, metric, cluster: [2, 5, 9][index], feature_id: 100 * index + i, value, reason: null })), // biome-ignore format: one line
  );
}

describe('the published table of tests', () => {
  it('has eight metrics, named as the stages name them, its four centralities first', () => {
    const graph = graphFromEdges(3, Int32Array.of(0, 1), Int32Array.of(1, 2));
    const names = measures(graph, new Int32Array(3)).map(({ measure }) => measure);
    expect(names).toEqual(expect.arrayContaining(STUDY_METRICS.slice(0, 4)));
    expect(FEATURE_METRICS).toEqual(expect.arrayContaining(STUDY_METRICS.slice(4)));
    expect(STUDY_METRICS).toHaveLength(8);
  });
});

describe('metricComparisons', () => {
  it('gives four tests and all pairs per clustering and metric, under the names of the clusters', () => {
    const { comparisons, pairs } = metricComparisons(
      ['louvain'],
      metrics,
      [...valuesOf('degree'), ...valuesOf('max_activation')],
      'none',
      null,
    );
    expect(comparisons).toHaveLength(8);
    const [plain] = compareGroups(three);
    expect(comparisons[0]).toMatchObject({
      metric: 'degree',
      circular: true,
      test: 'anova',
      f: plain.f,
      p: plain.p,
      p_adjusted: plain.p,
    });
    expect(comparisons[1]).toMatchObject({ metric: 'max_activation', circular: false });
    expect(pairs).toHaveLength(12);
    expect(pairs[0]).toMatchObject({ n: three[0].length + three[1].length, n_units: null });
    expect(pairs.slice(0, 3).map((pair) => [pair.cluster_a, pair.cluster_b, pair.p_adjusted])).toEqual(
      postHoc(three)
        .slice(0, 3)
        .map((pair, index) => [[2, 2, 5][index], [5, 9, 9][index], pair.p]),
    );
  });

  it('marks what is made from correlations, and not what is made from attributions alone', () => {
    const names = ['abs_corr_activation', 'max_activation', 'summed_activation', 'std_activation', 'any other'];
    const asked = names.map((metric) => ({ metric, network: metric === 'any other' }));
    const { comparisons } = metricComparisons(
      ['louvain'],
      asked,
      names.flatMap((name) => valuesOf(name)),
      'none',
      null,
    );
    const marked = comparisons.filter(({ circular }) => circular).map(({ metric }) => metric);
    expect([...new Set(marked)]).toEqual(['abs_corr_activation', 'any other']);
  });

  it('adjusts within one clustering and test', () => {
    const values = ['louvain', 'leiden'].flatMap((algorithm) =>
      metrics.flatMap(({ metric }) => valuesOf(metric, algorithm)),
    );
    for (const row of metricComparisons(['leiden', 'louvain'], metrics, values, 'bonferroni', null).comparisons) {
      expect(row.p_adjusted).toBe(Math.min(1, 2 * row.p));
    }
  });

  it('does not compare a metric that a feature has no value of', () => {
    const values = valuesOf('degree').map((row, index) =>
      index === 3 ? { ...row, value: null, reason: 'isolated' } : row,
    );
    const { comparisons, pairs } = metricComparisons(['louvain'], metrics.slice(0, 1), values, 'holm', null);
    for (const row of comparisons)
      expect(row).toMatchObject({ p: Number.NaN, p_adjusted: Number.NaN, reason: 'a feature has no value: isolated' });
    expect(pairs).toEqual([]);
  });

  it('does not compare a metric that varies by the rounding of float32 alone', () => {
    const values = [1, 1, 2, 2].map((cluster, i) => {
      return {
        algorithm: 'leiden',
        metric: 'decoder_norm',
        cluster,
        feature_id: i,
        value: 1 + (i % 3) * 6e-8,
        reason: null,
      };
    });
    const { comparisons, pairs } = metricComparisons(['leiden'], [{ metric: 'decoder_norm', network: false }], values, 'holm', null); // biome-ignore format: one line
    expect(new Set(comparisons.map(({ reason }) => reason))).toEqual(
      new Set(['the metric is the same for every feature, but for the rounding of float32']),
    );
    expect(comparisons.every(({ p }) => Number.isNaN(p))).toBe(true);
    expect(pairs).toEqual([]);
  });

  it('counts the features that it compares, copies once', () => {
    const values = valuesOf('degree');
    const units = new Map(values.map(({ feature_id: id }) => [id, id % 100 < 2 ? 100 * Math.floor(id / 100) : id]));
    const { comparisons } = metricComparisons(['louvain'], metrics.slice(0, 1), values, 'holm', units);
    expect(new Set(comparisons.map(({ n_units: count }) => count))).toEqual(new Set([values.length - 3]));
  });

  it('gives a reason where there are no clusters', () => {
    for (const row of metricComparisons(['louvain'], metrics, [], 'holm', null).comparisons)
      expect(row.reason).toBe('fewer than two groups');
  });

  it('refuses NaN', () => {
    const values = valuesOf('degree').map((row) => ({ ...row, value: Number.NaN }));
    expect(() => metricComparisons(['louvain'], metrics, values, 'holm', null)).toThrow(RangeError);
  });
});
