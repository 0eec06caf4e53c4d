import { describe, expect, it } from 'vitest';
import { correlationP } from '../../../../src/methods/stats/correlation/pearson.ts';
import { EXACT_BELOW, rankPermutationP } from '../../../../src/methods/stats/correlation/rank-permutation.ts';
import { spearman } from '../../../../src/methods/stats/correlation/spearman.ts';
import { random } from '../../../../src/random.ts';

/** r of the ranks by the table of pairs. */
function rho(x: readonly number[], y: readonly number[]): number {
  const values = Float64Array.from(x.flatMap((value, i) => [value, y[i]]));
  return spearman({ rows: x.length, cols: 2, values }).r[0];
}

function* orders(values: readonly number[]): Generator<number[]> {
  if (values.length === 0) yield [];
  for (const [i, first] of values.entries())
    for (const rest of orders([...values.slice(0, i), ...values.slice(i + 1)])) yield [first, ...rest];
}

describe('p of a rank correlation of few values', () => {
  it.each([
    [3, 2 / 6],
    [4, 2 / 24],
    [5, 2 / 120],
    [9, 2 / 362880],
  ])('of %d in one order is two of all orders, not 0', (n, p) => {
    const x = Array.from({ length: n }, (_, i) => i);
    expect(rankPermutationP(x, x)).toBeCloseTo(p, 15);
    expect(rankPermutationP(x, x.map((value) => -value))).toBeCloseTo(p, 15); // biome-ignore format: one line
  });

  it('is the share of all orders with as large an |r|, ties and all', () => {
    const rng = random(1, 'orders');
    for (let trial = 0; trial < 60; trial++) {
      const n = 3 + rng.integer(5);
      const levels = 2 + rng.integer(6);
      const draw = () => Array.from({ length: n }, () => (rng.integer(2) === 0 ? 0 : rng.integer(levels)));
      const [x, y] = [draw(), draw()];
      const own = Math.abs(rho(x, y));
      if (Number.isNaN(rankPermutationP(x, y))) {
        expect(new Set(x).size === 1 || new Set(y).size === 1).toBe(true);
        continue;
      }
      let [all, asFar] = [0, 0];
      for (const order of orders(y)) {
        all++;
        if (Math.abs(rho(x, order)) >= own - 1e-12) asFar++;
      }
      expect(rankPermutationP(x, y), `${x} ${y}`).toBeCloseTo(asFar / all, 14);
    }
  });

  it('tends to Student’s as values become more', () => {
    const rng = random(2, 'student');
    const apart = Array.from({ length: 200 }, () => {
      const [x, y] = [0, 0].map(() => Array.from({ length: EXACT_BELOW - 1 }, () => rng.normal()));
      return Math.abs(rankPermutationP(x, y) - correlationP(rho(x, y), EXACT_BELOW - 3));
    });
    expect(Math.max(...apart)).toBeLessThan(0.03);
  });

  it('has none where one does not vary, and refuses more values than it counts', () => {
    expect(rankPermutationP([1, 1, 1], [1, 2, 3])).toBeNaN();
    expect(rankPermutationP([], [])).toBeNaN();
    const many = Array.from({ length: EXACT_BELOW }, (_, i) => i);
    expect(() => rankPermutationP(many, many)).toThrow(RangeError);
    expect(() => rankPermutationP([1, 2], [1, 2, 3])).toThrow(RangeError);
  });
});
