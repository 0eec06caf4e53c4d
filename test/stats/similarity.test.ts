import { describe, expect, it } from 'vitest';
import { cosine } from '../../src/stats/cosine.ts';
import { partial } from '../../src/stats/partial.ts';
import { pearson } from '../../src/stats/pearson.ts';
import { SIMILARITIES, type Similarity, similarity } from '../../src/stats/similarity.ts';
import { spearman } from '../../src/stats/spearman.ts';
import { oracle } from './near.ts';

const { rows, cols } = oracle.pearson;
const matrix = { rows, cols, values: Float64Array.from(oracle.pearson.values) };
const { covariates } = oracle.similarity;

describe('similarity', () => {
  it('is the method it names, with its degrees of freedom', () => {
    expect(similarity('pearson', matrix, [])).toEqual({ ...pearson(matrix), df: rows - 2 });
    expect(similarity('spearman', matrix, [])).toEqual({ ...spearman(matrix), df: rows - 2 });
    expect(similarity('cosine', matrix, [])).toEqual({ ...cosine(matrix), df: rows - 1 });
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
