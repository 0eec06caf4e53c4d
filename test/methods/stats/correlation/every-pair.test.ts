import { describe, expect, it } from 'vitest';
import { adjust } from '../../../../src/methods/stats/adjust.ts';
import { blockedPairs } from '../../../../src/methods/stats/correlation/blocked-pairs.ts';
import { centred } from '../../../../src/methods/stats/correlation/columns.ts';
import { everyPair } from '../../../../src/methods/stats/correlation/every-pair.ts';
import { correlationP } from '../../../../src/methods/stats/correlation/pearson.ts';
import { similarityColumns } from '../../../../src/methods/stats/correlation/similarity.ts';
import { random } from '../../../../src/random.ts';
import { near, oracle } from '../near.ts';
import { plainProduct } from '../plain-product.ts';

const { rows, cols, values, r, p } = oracle.pearson;
const columns = centred({ rows, cols, values: Float64Array.from(values) });

describe('everyPair', () => {
  it('has r and p of numpy and scipy, and q over all pairs', () => {
    const found = everyPair({ columns, df: rows - 2 });
    expect(found.r).toHaveLength((cols * (cols - 1)) / 2);
    found.r.forEach((value, pair) => {
      near(value, r[pair], 1);
      near(found.p[pair], p[pair]);
    });
    expect(found.q).toEqual(adjust(found.p, 'benjamini-hochberg'));
    expect(found).toMatchObject({ from: 0, pairs: r.length, qExact: 1 });
  });

  it('names pairs a < b in order and sums |r| of each column', () => {
    const { a, b, r: found, sums } = everyPair({ columns, df: rows - 2 });
    const wanted = Array.from({ length: cols }, (_, i) =>
      Array.from({ length: cols - i - 1 }, (_, k) => [i, i + 1 + k]),
    );
    expect(Array.from(a, (i, pair) => [i, b[pair]])).toEqual(wanted.flat());
    for (let column = 0; column < cols; column++) {
      const own = [...found.keys()].filter((pair) => a[pair] === column || b[pair] === column);
      expect(sums[column]).toBeCloseTo(
        own.reduce((sum, pair) => sum + Math.abs(found[pair]), 0),
        12,
      );
    }
  });

  it('is what blockedPairs gives when its floor lets everything through', async () => {
    const rng = random(12, 'every pair');
    const some = centred({ rows: 9, cols: 7, values: Float64Array.from({ length: 63 }, () => rng.normal()) });
    const stream = { levels: [], strict: true, sign: 'absolute', floors: [1e-9], most: 100, df: 7 } as const;
    const { sums, ...blocked } = await blockedPairs(some, stream, plainProduct);
    const { sums: exact, ...plain } = everyPair({ columns: some, df: 7 });
    expect(blocked).toEqual({ ...plain, from: 1e-9 });
    sums.forEach((sum, column) => {
      expect(sum).toBeCloseTo(exact[column], 5);
    });
  });

  it('has the exact p of ranks of fewer than ten rows, and Student’s from there on', () => {
    for (const n of [5, 9, 10]) {
      // Two columns in one order, one the other way about, one constant.
      const cells = Float64Array.from(
        { length: 4 * n },
        (_, i) => [1, 10, -1, 0][i % 4] * (1 + Math.floor(i / 4)) ** 2,
      );
      const of = similarityColumns('spearman', { rows: n, cols: 4, values: cells }, []);
      const factorial = Array.from({ length: n }, (_, i) => i + 1).reduce((product, i) => product * i, 1);
      const found = everyPair(of);
      expect([...found.p]).toHaveLength(3);
      for (const own of found.p) near(own, n < 10 ? 2 / factorial : correlationP(1, n - 2));
    }
  });

  it('is empty for one column, and refuses no degrees of freedom', () => {
    const one = everyPair({ columns: centred({ rows: 3, cols: 1, values: Float64Array.of(1, 2, 4) }), df: 1 });
    expect([one.r.length, one.pairs, one.sums[0]]).toEqual([0, 0, 0]);
    expect(() => everyPair({ columns, df: 0 })).toThrow(RangeError);
    expect(correlationP(one.sums[0], 1)).toBe(1);
  });
});
