import { describe, expect, it } from 'vitest';
import { centred, uncentred } from '../../../../src/methods/stats/correlation/columns.ts';
import {
  chosenProducts,
  pairIndex,
  pairProduct,
  pairProducts,
} from '../../../../src/methods/stats/correlation/pairs.ts';
import { centredCells } from '../../../../src/methods/stats/correlation/scattered-columns.ts';
import { random } from '../../../../src/random.ts';
import { sparseExample } from './sparse-example.ts';

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

describe('chosenProducts', () => {
  it('gives the products of pairs to the bit, of columns held either way, in groups of any length', () => {
    const { dense, sparse } = sparseExample(90, 20);
    const columns = centred(dense);
    const pairs = [...columns.varying.keys()].flatMap((a) => [...columns.varying.keys()].slice(a + 1).map((b) => [a, b] as const)); // biome-ignore format: one line
    const chosen = pairs.filter(([a, b]) => (a * b) % 3 !== 1);
    const [a, b] = [0, 1].map((end) => Int32Array.from(chosen, (pair) => pair[end]));
    const wanted = chosen.map(([i, j]) => pairProduct(columns, i, j));
    expect(wanted.length).toBeGreaterThan(80);
    expect([...chosenProducts(columns, a, b)]).toEqual(wanted);
    expect([...chosenProducts(centredCells(sparse), a, b)]).toEqual(wanted);
    expect([...chosenProducts(columns, b, a)]).toEqual(wanted);
  });
});
