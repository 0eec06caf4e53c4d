import { describe, expect, it } from 'vitest';
import { pearson } from '../../../../src/methods/stats/correlation/pearson.ts';
import {
  partial,
  SIMILARITIES,
  type Similarity,
  similarity,
} from '../../../../src/methods/stats/correlation/similarity.ts';
import { spearman } from '../../../../src/methods/stats/correlation/spearman.ts';
import { random } from '../../../../src/random.ts';
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
    expect([...table.varying]).toEqual([0, 2]);
    expect([...table.r]).toEqual([1]);
  });

  it('refuses infinity', () => {
    expect(() => cosine(2, 1, [1, Infinity])).toThrow(RangeError);
  });
});

describe('partial', () => {
  const { rows, cols } = oracle.pearson;
  const matrix = { rows, cols, values: Float64Array.from(oracle.pearson.values) };

  describe('partial', () => {
    it('matches residuals of an explicit least-squares fit, with dummies that sum to the intercept', () => {
      const { r, df } = partial(matrix, oracle.similarity.covariates);
      expect(df).toBe(oracle.similarity.partial_df);
      r.forEach((value, pair) => {
        near(value, oracle.similarity.partial[pair], 1e3);
      });
    });

    it('is Pearson without covariates', () => {
      const { r, df } = partial(matrix, []);
      expect(df).toBe(rows - 2);
      pearson(matrix).r.forEach((value, pair) => {
        near(r[pair], value, 1);
      });
    });

    it('has the closed form for one covariate', () => {
      const rng = random(9, 'partial');
      const data = Array.from({ length: 30 }, () => [rng.normal(), rng.normal(), rng.normal()]);
      const [xy, xz, yz] = pearson({ rows: 30, cols: 3, values: Float64Array.from(data.flat()) }).r;
      const pair = { rows: 30, cols: 2, values: Float64Array.from(data.flatMap((row) => row.slice(0, 2))) };
      const [r] = partial(pair, [data.map(([, , z]) => z)]).r;
      near(r, (xy - xz * yz) / Math.sqrt((1 - xz ** 2) * (1 - yz ** 2)), 1);
    });

    it('removes a shared cause', () => {
      const rng = random(10, 'cause');
      const cause = Array.from({ length: 200 }, () => rng.normal());
      const values = Float64Array.from(
        cause.flatMap((value) => [value + 0.3 * rng.normal(), value + 0.3 * rng.normal()]),
      );
      expect(pearson({ rows: 200, cols: 2, values }).r[0]).toBeGreaterThan(0.8);
      expect(Math.abs(partial({ rows: 200, cols: 2, values }, [cause]).r[0])).toBeLessThan(0.25);
    });

    it('lists a column that the covariates explain', () => {
      const { constant, varying } = partial({ rows: 4, cols: 2, values: Float64Array.of(1, 3, 2, 1, 3, 4, 4, 1) }, [
        [10, 20, 30, 40],
      ]);
      expect([...constant]).toEqual([0]);
      expect([...varying]).toEqual([1]);
    });

    it('refuses more covariates than rows allow, and a covariate of another length', () => {
      const small = { rows: 3, cols: 1, values: Float64Array.of(1, 2, 4) };
      expect(() => partial(small, [[1, 0, 0]])).toThrow(/3 rows and 1 independent covariates/);
      expect(() => partial(small, [[1, 0]])).toThrow(/column 1 has 2 values/);
    });
  });
});
