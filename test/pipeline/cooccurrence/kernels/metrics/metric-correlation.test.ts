import { describe, expect, it } from 'vitest';
import { FEATURE_METRICS } from '../../../../../pipeline/cooccurrence/kernels/metrics/feature-metrics.ts';
import {
  attributionMeasures,
  centralityMeasures,
  metricCorrelations,
} from '../../../../../pipeline/cooccurrence/kernels/metrics/metric-correlation.ts';
import { measures } from '../../../../../src/methods/graph/centrality/measures.ts';
import { graphFromEdges } from '../../../../../src/methods/graph/csr-graph.ts';

const measure = (name: string, ...values: number[]) => ({ name, values: Float64Array.from(values) });
const IDS = Int32Array.of(10, 11, 12, 13, 14);
/** Features 10 and 11 are copies. */
const UNITS = new Map([[10, 10], [11, 10], [12, 12], [13, 13], [14, 14]]); // biome-ignore format: one line

describe('metricCorrelations', () => {
  it('correlates ranks over features that have every value', () => {
    const found = metricCorrelations(
      [measure('a', 1, 2, 3, 4, 5), measure('b', 1, 4, 9, 16, Number.NaN), measure('c', 8, 4, 2, 1, 0)],
      IDS,
      UNITS,
    );
    expect(found).toEqual([
      { a: 'a', b: 'b', r: 1, n: 4, units: 3 },
      { a: 'a', b: 'c', r: -1, n: 4, units: 3 },
      { a: 'b', b: 'c', r: -1, n: 4, units: 3 },
    ]);
  });

  it('leaves out a measure that is the same everywhere', () => {
    expect(metricCorrelations([measure('a', 1, 2, 3), measure('b', 7, 7, 7)], IDS, UNITS)).toEqual([]);
  });

  it('leaves out a measure that varies by the rounding of float32 alone', () => {
    const measure = (name: string, values: number[]) => ({ name, values: Float64Array.from(values) });
    const found = metricCorrelations(
      [
        measure('degree', [1, 2, 3, 4]),
        measure('decoder_norm', [1, 1 + 6e-8, 1 + 1.2e-7, 1]),
        measure('closeness', [2, 1, 4, 3]),
      ],
      IDS,
      null,
    );
    expect(found[0].units).toBeNull();
    expect(found.map(({ a, b }) => [a, b])).toEqual([['degree', 'closeness']]);
  });

  it('is empty for fewer than three complete features and for none', () => {
    expect(metricCorrelations([measure('a', 1, 2), measure('b', 1, 2)], IDS, UNITS)).toEqual([]);
    expect(metricCorrelations([], IDS, UNITS)).toEqual([]);
  });

  it('refuses measures of different length', () => {
    expect(() => metricCorrelations([measure('a', 1), measure('b', 1, 2)], IDS, UNITS)).toThrow('different length');
  });
});

it('names a weighted centrality apart from the unweighted one, in the order of measures() whatever that of the rows', () => {
  const graph = graphFromEdges(3, Int32Array.of(0, 1), Int32Array.of(1, 2));
  const measured = measures(graph, new Int32Array(3));
  const rows = measured.flatMap(({ values, ...of }) => Array.from(values, (value) => ({ ...of, value })));
  const found = centralityMeasures([...rows].sort((a, b) => a.measure.localeCompare(b.measure)));
  expect(found).toEqual(
    measured.map(({ measure, weighted, values }) => ({ name: weighted ? `${measure} (weighted)` : measure, values })),
  );
  expect(() => centralityMeasures([{ measure: 'katz', weighted: false, value: 1 }])).toThrow('katz, expected degree');
});

describe('attributionMeasures', () => {
  const matrix = { rows: 2, cols: 2, values: Float64Array.of(1, -4, 3, -2) };

  it('adds the term of the feature itself to its sum of |r|, by id, and has none for a feature without a row', () => {
    const [absolute, ...others] = attributionMeasures(Int32Array.of(7, 9), matrix, [{ feature_id: 9, abs_r: 0.5 }]);
    expect(absolute).toEqual({ name: 'abs_corr_activation', values: Float64Array.of(Number.NaN, 1.5) });
    const of = new Map(others.map(({ name, values }) => [name, [...values]]));
    expect(of.get('max_activation')).toEqual([3, -2]);
    expect(of.get('summed_activation')).toEqual([4, -6]);
    expect(of.get('std_activation')).toEqual([Math.sqrt(2), Math.sqrt(2)]);
  });

  it('has every metric, empty, without features', () => {
    const none = attributionMeasures(new Int32Array(0), { rows: 2, cols: 0, values: new Float64Array(0) }, []);
    expect(none.map(({ name }) => name)).toEqual([...FEATURE_METRICS]);
    expect(none.every(({ values }) => values.length === 0)).toBe(true);
  });
});
