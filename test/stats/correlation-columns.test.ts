import { describe, expect, it } from 'vitest';
import { adjust } from '../../src/stats/adjust.ts';
import { correlationColumns } from '../../src/stats/correlation-columns.ts';
import { correlationP } from '../../src/stats/correlation-p.ts';

const table = { n: 12, kept: Int32Array.of(0, 2, 3), constant: Int32Array.of(1), r: Float64Array.of(0.9, -0.2, 0.5) };

describe('correlationColumns', () => {
  it('names pairs by the ids of the kept columns, in order', () => {
    const { feature_a, feature_b, n } = correlationColumns(Int32Array.of(5, 6, 70, 800), table, 10);
    expect([...feature_a]).toEqual([5, 5, 70]);
    expect([...feature_b]).toEqual([70, 800, 800]);
    expect([...n]).toEqual([12, 12, 12]);
  });

  it('gives p by the degrees of freedom and q over all pairs', () => {
    const { p, q } = correlationColumns(Int32Array.of(5, 6, 70, 800), table, 7);
    expect([...p]).toEqual([...table.r].map((r) => correlationP(r, 7)));
    expect(q).toEqual(adjust(p, 'benjamini-hochberg'));
  });

  it('is empty for one column, and refuses no degrees of freedom', () => {
    const one = { n: 3, kept: Int32Array.of(0), constant: Int32Array.of(), r: new Float64Array(0) };
    expect(correlationColumns(Int32Array.of(4), one, 1).r).toHaveLength(0);
    expect(() => correlationColumns(Int32Array.of(5, 6, 70, 800), table, 0)).toThrow(RangeError);
  });
});
