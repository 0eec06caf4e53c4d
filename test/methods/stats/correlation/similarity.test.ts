import { describe, expect, it } from 'vitest';
import { partial } from '../../../../src/methods/stats/correlation/partial.ts';
import { pearson } from '../../../../src/methods/stats/correlation/pearson.ts';
import { SIMILARITIES, type Similarity, similarity } from '../../../../src/methods/stats/correlation/similarity.ts';
import { spearman } from '../../../../src/methods/stats/correlation/spearman.ts';
import { near, oracle } from '../near.ts';

const { rows, cols } = oracle.pearson;
const matrix = { rows, cols, values: Float64Array.from(oracle.pearson.values) };
const { covariates } = oracle.similarity;
const cosine = (rows: number, cols: number, values: ArrayLike<number>) =>
  similarity('cosine', { rows, cols, values: Float64Array.from(values) }, []);

describe('similarity', () => {
  it('is the method it names, with its degrees of freedom', () => {
    expect(similarity('pearson', matrix, [])).toEqual({ ...pearson(matrix), df: rows - 2 });
    expect(similarity('spearman', matrix, [])).toEqual({ ...spearman(matrix), df: rows - 2 });
    expect(similarity('cosine', matrix, []).df).toBe(rows - 1);
    expect(similarity('partial', matrix, covariates)).toEqual(partial(matrix, covariates));
  });

  it('differs between methods', () => {
    expect(new Set(SIMILARITIES.map((method) => similarity(method, matrix, covariates).r[0])).size).toBe(
      SIMILARITIES.length,
    );
  });

  it('refuses another method', () => {
    expect(() => similarity('kendall' as Similarity, matrix, [])).toThrow(/method kendall/);
  });
});

describe('cosine', () => {
  it('matches numpy', () => {
    cosine(rows, cols, oracle.pearson.values).r.forEach((value, pair) => {
      near(value, oracle.similarity.cosine[pair], 1);
    });
  });

  it('has the values by hand', () => {
    expect(cosine(2, 2, [1, 1, 0, 1]).r[0]).toBeCloseTo(Math.SQRT1_2, 15);
    expect(cosine(2, 2, [1, 0, 0, 1]).r[0]).toBe(0);
  });

  it('keeps constant columns and leaves out zeros', () => {
    const table = cosine(2, 3, [5, 0, 1, 5, 0, 1]);
    expect([...table.kept]).toEqual([0, 2]);
    expect([...table.r]).toEqual([1]);
  });

  it('refuses infinity', () => {
    expect(() => cosine(2, 1, [1, Infinity])).toThrow(RangeError);
  });
});
