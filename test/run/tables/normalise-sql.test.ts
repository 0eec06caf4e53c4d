import { describe, expect, it } from 'vitest';
import { normaliseSql } from '../../../src/run/tables/normalise-sql.ts';
import { isView, schemaText, tableNames } from '../../../src/run/tables/schema.ts';
import { Tables } from '../../../src/run/tables/tables.ts';

describe('normaliseSql', () => {
  it.each([
    ['a comment to the end of a line', 'SELECT 1 -- one, its\n, 2'],
    ['a comment in the text', 'SELECT /* one\n-- */ 1, 2'],
    ['white space', '  SELECT\n\t1 ,2\r\n'],
  ])('drops %s', (_, text) => {
    expect(normaliseSql(text)).toBe(normaliseSql('SELECT 1, 2'));
  });

  it.each([
    ['a number', 'SELECT 1', 'SELECT 2'],
    ['a space inside a text', "SELECT 'a b'", "SELECT 'a  b'"],
    ['what looks like a comment inside a text', "SELECT 'a -- b'", "SELECT 'a -- c'"],
    ['a doubled quote', "SELECT 'it''s -- b'", "SELECT 'it''s -- c'"],
    ['a name in double quotes', 'SELECT "a b"', 'SELECT "a  b"'],
    ['the case of a name', 'SELECT "A"', 'SELECT "a"'],
    ['two words in one', 'SELECT a b', 'SELECT ab'],
  ])('keeps %s', (_, one, other) => {
    expect(normaliseSql(one)).not.toBe(normaliseSql(other));
  });
});

it('loses no statement of ours: DuckDB declares every table and view from its normal form', async () => {
  const tables = await Tables.open(':memory:');
  // Views last: they read tables.
  for (const name of [...tableNames()].sort((a, b) => Number(isView(a)) - Number(isView(b)))) {
    const text = normaliseSql(schemaText(name));
    await tables.sql(text.replace(/^CREATE\n(TABLE|VIEW)/, 'CREATE OR REPLACE $1'));
  }
  const found = await tables.sql<{ name: string }>(
    'SELECT table_name AS name FROM duckdb_tables() UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal',
  );
  expect(found.map(({ name }) => name).sort()).toEqual([...tableNames()].sort());
  tables.close();
});
