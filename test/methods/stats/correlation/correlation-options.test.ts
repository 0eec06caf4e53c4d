import { describe, expect, it } from 'vitest';
import {
  balancedColumns,
  type CorrelationOptions,
  classWeights,
  dividedCells,
  dividedRows,
  independent,
  leastPrompts,
  preparedCells,
  preparedColumns,
} from '../../../../src/methods/stats/correlation/correlation-options.ts';
import { pairProducts } from '../../../../src/methods/stats/correlation/pairs.ts';
import { pearson } from '../../../../src/methods/stats/correlation/pearson.ts';
import { spreadOut } from '../../../../src/methods/stats/correlation/scattered-columns.ts';
import { SIMILARITIES, similarity } from '../../../../src/methods/stats/correlation/similarity.ts';
import { takeRows } from '../../../../src/methods/stats/matrix.ts';
import { random } from '../../../../src/random.ts';
import { sparseExample } from './sparse-example.ts';

const rng = random(14, 'options');
const [rows, cols] = [20, 4];
const matrix = { rows, cols, values: Float64Array.from({ length: rows * cols }, () => rng.normal()) };
const covariate = Float64Array.from({ length: rows }, () => rng.normal());
const gains = Float64Array.from({ length: rows }, (_, row) => 1 + (row % 4));
const some = Int32Array.of(3, 1, 4, 15, 9, 2, 6, 5, 19, 12);
const options = (changes: Partial<CorrelationOptions>): CorrelationOptions => {
  return { method: 'pearson', gains: null, covariates: [], ...changes };
};

describe('preparedCells', () => {
  const { dense, sparse } = sparseExample(rows, 12);
  const classes = Int32Array.from({ length: rows }, (_, row) => row % 3);
  it.each([
    ...SIMILARITIES.map((method) => options({ method, covariates: method === 'partial' ? [covariate] : [] })),
    options({ gains }),
    options({ method: 'cosine', gains }),
    options({ classes }),
  ])('has the columns of the filled matrix to the bit: $method', (own) => {
    const { columns, ...rest } = preparedCells(sparse, own);
    expect({ columns: spreadOut(columns), ...rest }).toEqual(preparedColumns(dense, own));
  });

  it('stays sparse where silent cells stay alike', () => {
    expect(preparedCells(sparse, options({ gains })).columns).not.toHaveProperty('values');
    expect(preparedCells(sparse, options({ method: 'spearman' })).columns).toHaveProperty('values');
  });
});

describe('preparedColumns', () => {
  it.each(SIMILARITIES)('leads to the products of %s', (method) => {
    const covariates = method === 'partial' ? [covariate] : [];
    const { columns, df } = preparedColumns(matrix, options({ method, covariates }));
    expect({ ...pairProducts(columns), df }).toEqual(similarity(method, matrix, covariates));
  });

  it('takes gains and covariates with their rows', () => {
    const own = Float64Array.from(some, (row) => covariate[row]);
    const { columns, df } = preparedColumns(matrix, options({ method: 'partial', covariates: [covariate] }), some);
    expect({ ...pairProducts(columns), df }).toEqual(similarity('partial', takeRows(matrix, some), [own]));

    const louder = { ...matrix, values: matrix.values.map((value, k) => value * gains[Math.floor(k / cols)]) };
    for (const chosen of [undefined, some]) {
      const divided = pairProducts(preparedColumns(louder, options({ gains }), chosen).columns).r;
      const plain = pairProducts(preparedColumns(matrix, options({}), chosen).columns).r;
      divided.forEach((r, pair) => {
        expect(r).toBeCloseTo(plain[pair], 12);
      });
    }
  });

  it('balances classes among the prompts chosen', () => {
    const classes = Int32Array.from({ length: rows }, (_, row) => row % 3);
    const own = balancedColumns(
      takeRows(matrix, some),
      Int32Array.from(some, (row) => row % 3),
    );
    expect(preparedColumns(matrix, options({ classes }), some)).toEqual(own);
    expect(preparedColumns(matrix, options({ classes }))).toEqual(balancedColumns(matrix, classes));
  });

  it('refuses gains of another number of prompts', () => {
    expect(() => preparedColumns(matrix, options({ gains: gains.subarray(1) }))).toThrow(RangeError);
  });
});

describe('leastPrompts', () => {
  it('is three, and one more for each covariate that says something of its own', () => {
    expect(leastPrompts(options({}))).toBe(3);
    const half = Float64Array.from(covariate, (_, row) => row % 2);
    const other = half.map((value) => 1 - value);
    expect(independent([half, other])).toBe(1);
    expect(leastPrompts(options({ method: 'partial', covariates: [half, other, covariate] }))).toBe(5);
  });

  it('is the smallest number for which a correlation is defined', () => {
    const partial = options({ method: 'partial', covariates: [covariate] });
    const first = (count: number) => Int32Array.from({ length: count }, (_, row) => row);
    const { df } = preparedColumns(matrix, partial, first(leastPrompts(partial)));
    expect(df).toBe(1);
    expect(() => preparedColumns(matrix, partial, first(leastPrompts(partial) - 1))).toThrow(/expected at least 3/);
  });
});

describe('balancedColumns', () => {
  // Four prompts of two features; the last is alone in its class.
  const matrix = { rows: 4, cols: 2, values: Float64Array.of(1, 2, 2, 1, 3, 5, 7, 4) };

  describe('balancedColumns', () => {
    it('gives the r of a study in which the rare class is repeated', () => {
      const { columns, df } = balancedColumns(matrix, Int32Array.of(0, 0, 0, 1));
      const repeated = { rows: 6, cols: 2, values: Float64Array.of(...matrix.values, 7, 4, 7, 4) };
      expect(pairProducts(columns).r[0]).toBeCloseTo(pearson(repeated).r[0], 12);
      // Weights 1/6, 1/6, 1/6 and 1/2.
      expect(df).toBeCloseTo(1 / (3 / 36 + 1 / 4) - 2, 12);
    });

    it('is Pearson with its degrees of freedom where the classes are equally common', () => {
      const { columns, df } = balancedColumns(matrix, Int32Array.of(5, 5, 9, 9));
      expect(pairProducts(columns).r[0]).toBeCloseTo(pearson(matrix).r[0], 12);
      expect(df).toBeCloseTo(2, 12);
    });

    it('leaves out a constant column, whatever the rounding of its mean', () => {
      const values = Float64Array.of(0.1, 1, 0.1, 2, 0.1, 4, 0.1, 3);
      const { columns } = balancedColumns({ rows: 4, cols: 2, values }, Int32Array.of(0, 0, 0, 1));
      expect([...columns.constant]).toEqual([0]);
    });

    it('weights every class alike and refuses another number of prompts', () => {
      expect([...classWeights(Int32Array.of(3, 3, 7, 7, 7, 7))]).toEqual([0.25, 0.25, 0.125, 0.125, 0.125, 0.125]);
      expect(() => balancedColumns(matrix, Int32Array.of(0))).toThrow('1 classes, expected one for each of 4 prompts');
    });
  });
});

describe('dividedRows', () => {
  const matrix = { rows: 2, cols: 2, values: Float64Array.of(2, 4, 30, 60), featureIds: [2, 7] };

  it('divides each row by its own number and keeps the ids', () => {
    const divided = dividedRows(matrix, Float64Array.of(2, 10));
    expect([...divided.values]).toEqual([1, 2, 3, 6]);
    expect(divided.featureIds).toEqual(matrix.featureIds);
    expect([...matrix.values]).toEqual([2, 4, 30, 60]);
  });

  const sparse = { rows: 2, cols: 2, starts: Int32Array.of(0, 1, 3), at: Int32Array.of(1, 0, 1), values: Float64Array.of(30, 4, 60) }; // biome-ignore format: one line

  it('divides cells that are held sparsely by the number of their row', () => {
    expect([...dividedCells(sparse, Float64Array.of(2, 10)).values]).toEqual([3, 2, 6]);
  });

  it('refuses another number of divisors, zero and NaN', () => {
    for (const divisors of [[1], [1, 0], [1, Number.NaN]]) {
      expect(() => dividedRows(matrix, Float64Array.from(divisors))).toThrow(RangeError);
      expect(() => dividedCells(sparse, Float64Array.from(divisors))).toThrow(RangeError);
    }
  });
});
