import { describe, expect, it } from 'vitest';
import { metricCorrelations } from '../../../../../pipeline/cooccurrence/kernels/metrics/metric-correlation.ts';

const measure = (name: string, ...values: number[]) => ({ name, values: Float64Array.from(values) });

describe('metricCorrelations', () => {
  it('correlates ranks over features that have every value', () => {
    const found = metricCorrelations([
      measure('a', 1, 2, 3, 4, 5),
      measure('b', 1, 4, 9, 16, Number.NaN),
      measure('c', 8, 4, 2, 1, 0),
    ]);
    expect(found).toEqual([
      { a: 'a', b: 'b', r: 1, n: 4 },
      { a: 'a', b: 'c', r: -1, n: 4 },
      { a: 'b', b: 'c', r: -1, n: 4 },
    ]);
  });

  it('leaves out a measure that is the same everywhere', () => {
    expect(metricCorrelations([measure('a', 1, 2, 3), measure('b', 7, 7, 7)])).toEqual([]);
  });

  it('leaves out a measure that varies by the rounding of float32 alone', () => {
    const measure = (name: string, values: number[]) => ({ name, values: Float64Array.from(values) });
    const found = metricCorrelations([
      measure('degree', [1, 2, 3, 4]),
      measure('decoder_norm', [1, 1 + 6e-8, 1 + 1.2e-7, 1]),
      measure('closeness', [2, 1, 4, 3]),
    ]);
    expect(found.map(({ a, b }) => [a, b])).toEqual([['degree', 'closeness']]);
  });

  it('is empty for fewer than three complete features and for none', () => {
    expect(metricCorrelations([measure('a', 1, 2), measure('b', 1, 2)])).toEqual([]);
    expect(metricCorrelations([])).toEqual([]);
  });

  it('refuses measures of different length', () => {
    expect(() => metricCorrelations([measure('a', 1), measure('b', 1, 2)])).toThrow('different length');
  });
});
