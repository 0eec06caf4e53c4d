import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { normaliseSql } from '../../../src/run/tables/normalise-sql.ts';
import { SQL_FOLDER } from '../../../src/run/tables/schema.ts';
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

it('loses no statement of ours: DuckDB declares every table from its normal form', async () => {
  const tables = await Tables.open(':memory:');
  const files = readdirSync(`${SQL_FOLDER}schema`);
  for (const file of files) {
    const text = normaliseSql(readFileSync(`${SQL_FOLDER}schema/${file}`, 'utf8'));
    await tables.sql(text.replace(/^CREATE\nTABLE/, 'CREATE OR REPLACE TABLE'));
  }
  const [{ n }] = await tables.sql<{ n: number }>('SELECT count(*) AS n FROM duckdb_tables()');
  expect(n).toBe(files.length);
  tables.close();
});
