import { expect, it } from 'vitest';
import { chosenProducts } from '../../../../src/methods/stats/correlation/chosen-products.ts';
import { centred } from '../../../../src/methods/stats/correlation/columns.ts';
import { pairProduct } from '../../../../src/methods/stats/correlation/pairs.ts';
import { centredCells } from '../../../../src/methods/stats/correlation/scattered-columns.ts';
import { sparseExample } from './sparse-example.ts';

it('gives the products of pairs to the bit, of columns held either way, in groups of any length', () => {
  const { dense, sparse } = sparseExample(90, 20);
  const columns = centred(dense);
  const pairs = [...columns.kept.keys()].flatMap((a) => [...columns.kept.keys()].slice(a + 1).map((b) => [a, b] as const)); // biome-ignore format: one line
  const chosen = pairs.filter(([a, b]) => (a * b) % 3 !== 1);
  const [a, b] = [0, 1].map((end) => Int32Array.from(chosen, (pair) => pair[end]));
  const wanted = chosen.map(([i, j]) => pairProduct(columns, i, j));
  expect(wanted.length).toBeGreaterThan(80);
  expect([...chosenProducts(columns, a, b)]).toEqual(wanted);
  expect([...chosenProducts(centredCells(sparse), a, b)]).toEqual(wanted);
  expect([...chosenProducts(columns, b, a)]).toEqual(wanted);
});
