import { describe, expect, it } from 'vitest';
import { centred, uncentred } from '../../../../src/methods/stats/correlation/columns.ts';
import { pairIndex, pairProduct, pairProducts } from '../../../../src/methods/stats/correlation/pairs.ts';
import { random } from '../../../../src/random.ts';

function noise(rows: number, cols: number) {
  const rng = random(7, 'pairs');
  return { rows, cols, values: Float64Array.from({ length: rows * cols }, () => rng.normal()) };
}

describe('pairIndex', () => {
  it('numbers the pairs a < b in order', () => {
    const seen: number[] = [];
    for (let i = 0; i < 5; i++) for (let j = i + 1; j < 5; j++) seen.push(pairIndex(i, j, 5));
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('pairProducts', () => {
  it('gives the same value in a tile as alone, over several tiles', () => {
    const columns = centred(noise(30, 131));
    const { r } = pairProducts(columns);
    for (const [i, j] of [
      [0, 1],
      [0, 130],
      [47, 48],
      [60, 100],
      [129, 130],
    ]) {
      expect(pairProduct(columns, i, j)).toBe(r[pairIndex(i, j, 131)]);
    }
  });

  it('gives the cosine on uncentred columns', () => {
    const values = Float64Array.of(3, 4, 4, 3);
    expect(pairProducts(uncentred({ rows: 2, cols: 2, values })).r[0]).toBeCloseTo(24 / 25, 15);
  });

  it('gives no pairs for one column', () => {
    expect(pairProducts(centred(noise(5, 1))).r).toHaveLength(0);
  });
});
