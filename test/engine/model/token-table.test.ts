import { expect, test } from 'vitest';
import { TokenTable } from '../../../src/engine/model/token-table.ts';

test('tokens and ids, each once; the same said twice is no fault', () => {
  const table = new TokenTable();
  table.add('a', 0, 'x.json');
  table.add('a', 0, 'y.json');
  table.add('b', 3, 'x.json');
  expect([...table.ids]).toEqual([
    ['a', 0],
    ['b', 3],
  ]);
  expect(table.blanksBelow(5)).toEqual([1, 2, 4]);
  expect(() => table.add('a', 1, 'y.json')).toThrow(/^x\.json and y\.json: ids 0 and 1 for "a"/);
  expect(() => table.add('c', 3, 'x.json')).toThrow(/^x\.json: id 3 for both "b" and "c"/);
});

test('the model has a row for every token of its own vocabulary, not for those added later', () => {
  const table = new TokenTable();
  table.add('a', 0, 'x.json');
  table.endOfBase();
  table.add('[PAD]', 1, 'added.json');
  table.requireBelow(1, 'config.json');
  expect(() => table.requireBelow(0, 'config.json')).toThrow(
    /^x\.json: token "a" with id 0, expected ids below the model's vocab_size 0, which config\.json says/,
  );
});
