import { describe, expect, it } from 'vitest';
import { blockedPairs } from '../../../../src/methods/stats/correlation/blocked-pairs.ts';
import { type Columns, centred, uncentred } from '../../../../src/methods/stats/correlation/columns.ts';
import { pairIndex, pairProducts } from '../../../../src/methods/stats/correlation/pairs.ts';
import { eachSparseBlock, sparseColumns } from '../../../../src/methods/stats/correlation/sparse-columns.ts';
import { rankedColumns } from '../../../../src/methods/stats/correlation/spearman.ts';
import { random } from '../../../../src/random.ts';

const [rows, cols] = [1000, 90];

/** Most columns differ from `silent` on a few rows; three vary everywhere, around a mean a thousand times its spread. */
function matrix(silent: number) {
  const rng = random(3, 'sparse');
  const cell = (col: number) => {
    if (col % 30 === 0) return 1000 + rng.normal();
    return rng.uniform() < 0.005 + (col % 7) / 500 ? silent + rng.normal() : silent;
  };
  return { rows, cols, values: Float64Array.from({ length: rows * cols }, (_, k) => cell(k % cols)) };
}

function worstError(columns: Columns): number {
  const { r, varying } = pairProducts(columns);
  const sparse = sparseColumns(columns);
  if (sparse === undefined) throw new Error('not sparse');
  let [worst, seen] = [0, 0];
  eachSparseBlock(sparse, (products, top) => {
    expect(top).toBe(seen);
    for (let start = 0; start < products.length; start += varying.length) {
      const column = seen++;
      for (let other = column + 1; other < varying.length; other++) {
        worst = Math.max(worst, Math.abs(products[start + other] - r[pairIndex(column, other, varying.length)]));
      }
    }
  });
  expect(seen).toBe(varying.length);
  return worst;
}

describe('eachSparseBlock', () => {
  it.each([
    ['deviations from the mean', centred(matrix(0))],
    ['ranks', centred(rankedColumns(matrix(0)))],
    ['no mean taken off', uncentred(matrix(0))],
  ])('gives the products of the plain route to the last bit but one of float32: %s', (_, columns) => {
    expect(worstError(columns)).toBeLessThan(2 ** -24);
  });
});

describe('sparseColumns', () => {
  it('holds each differing cell once by column and once by prompt', () => {
    const sparse = sparseColumns(centred(matrix(0)))!;
    const listed = ({ starts, at, values }: typeof sparse.byColumn, name: (group: number, other: number) => string) =>
      Array.from({ length: starts.length - 1 }, (_, group) => group)
        .flatMap((group) =>
          Array.from(
            at.subarray(starts[group], starts[group + 1]),
            (other, i) => `${name(group, other)} ${values[starts[group] + i]}`,
          ),
        )
        .sort();
    const byPrompt = listed(sparse.byPrompt, (prompt, column) => `${column} ${prompt}`);
    expect(byPrompt).toEqual(listed(sparse.byColumn, (column, prompt) => `${column} ${prompt}`));
    expect(byPrompt.length).toBeGreaterThan(3 * rows);
  });

  it('leaves columns to the matrix product where it is the shorter way', () => {
    const rng = random(4, 'dense');
    const dense = centred({ rows, cols, values: Float64Array.from({ length: rows * cols }, () => rng.normal()) });
    expect(sparseColumns(dense)).toBeUndefined();
    expect(sparseColumns(uncentred(matrix(-0.7)))).toBeUndefined();
    // Few rows: writing a number for every pair takes longer than multiplying.
    const few = centred({
      rows: 50,
      cols: 100,
      values: Float64Array.from({ length: 5000 }, (_, k) => +(k % 101 === 0)),
    });
    expect(sparseColumns(few)).toBeUndefined();
  });
});

describe('blockedPairs of sparse columns', () => {
  it('stores and counts what the plain route does, without a matrix product', async () => {
    const columns = centred(matrix(0));
    const { r } = pairProducts(columns);
    const levels = [0.1, 0.2, 0.3];
    const noProduct = () => Promise.reject(new Error('a matrix product'));
    const rule = { levels, floors: [0.15], most: 1000, df: rows - 2, strict: true, sign: 'absolute' } as const;
    const found = await blockedPairs(columns, rule, noProduct);
    expect([...found.counts]).toEqual(levels.map((level) => r.filter((value) => Math.abs(value) > level).length));
    expect(found.counts[1]).toBeGreaterThan(5);
    expect([...found.r]).toEqual([...r].filter((value) => Math.abs(value) >= 0.15));
    const total = 2 * r.reduce((sum, value) => sum + Math.abs(value), 0);
    expect(Math.abs(found.sums.reduce((sum, value) => sum + value, 0) - total)).toBeLessThan(1e-6 * total);
  });
});
