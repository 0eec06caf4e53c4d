import { describe, expect, it } from 'vitest';
import { correlationP } from '../../../../src/methods/stats/correlation/pearson.ts';
import { spearman } from '../../../../src/methods/stats/correlation/spearman.ts';
import { near, oracle } from '../near.ts';

const { rows, cols } = oracle.pearson;
const values = Float64Array.from(oracle.similarity.tied);

describe('spearman', () => {
  it('matches scipy on values with ties, and so does its p', () => {
    spearman({ rows, cols, values }).r.forEach((r, pair) => {
      near(r, oracle.similarity.spearman[pair], 1);
      near(correlationP(r, rows - 2), oracle.similarity.spearman_p[pair]);
    });
  });

  it('is 1 for any increasing relation and does not change under one', () => {
    const x = [1, 2, 3, 4, 5].flatMap((value) => [value, Math.exp(value), -(value ** 3)]);
    expect([...spearman({ rows: 5, cols: 3, values: Float64Array.from(x) }).r]).toEqual([1, -1, -1]);
    expect(spearman({ rows, cols, values: values.map(Math.atan) }).r).toEqual(spearman({ rows, cols, values }).r);
  });

  it('leaves constant columns out', () => {
    expect([...spearman({ rows: 3, cols: 2, values: Float64Array.of(1, 7, 2, 7, 3, 7) }).constant]).toEqual([1]);
  });

  it('refuses NaN', () => {
    expect(() => spearman({ rows: 2, cols: 1, values: Float64Array.of(1, Number.NaN) })).toThrow(RangeError);
  });
});
