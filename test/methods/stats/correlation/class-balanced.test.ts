import { describe, expect, it } from 'vitest';
import { balancedColumns, classWeights } from '../../../../src/methods/stats/correlation/class-balanced.ts';
import { pairProducts } from '../../../../src/methods/stats/correlation/pairs.ts';
import { pearson } from '../../../../src/methods/stats/correlation/pearson.ts';

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
