import { beforeEach, describe, expect, it } from 'vitest';
import { appendColumns } from '../../../src/run/tables/append-columns.ts';
import type { ColumnData, ColumnSpec } from '../../../src/run/tables/check-columns.ts';
import { type DuckDBConnection, DuckDBInstance } from '../../../src/run/tables/duckdb.ts';
import { SqlError } from '../../../src/run/tables/sql-error.ts';

const place = { schema: 'main', table: 't' };

describe('appendColumns', () => {
  let connection: DuckDBConnection;
  beforeEach(async () => {
    const instance = await DuckDBInstance.create(':memory:');
    connection = await instance.connect();
    return () => {
      connection.closeSync();
      instance.closeSync();
    };
  });

  const rows = async (text: string) => (await connection.runAndReadAll(text)).getRowsJS();

  /** Makes the table `t` of these columns and appends to it. */
  async function append(
    types: Readonly<Record<string, string>>,
    columns: Readonly<Record<string, ColumnData>>,
    count: number,
  ): Promise<void> {
    const specs = Object.entries(types).map(([name, type]): ColumnSpec => ({ name, type, nullable: true }));
    await connection.run(`CREATE TABLE t (${specs.map(({ name, type }) => `${name} ${type}`).join(', ')})`);
    await appendColumns(connection, place, specs, columns, count);
  }

  it.each<[type: string, data: ColumnData, stored: readonly unknown[]]>([
    ['INTEGER', Int32Array.of(-1, 2), [-1, 2]],
    ['INTEGER', [7, null], [7, null]],
    ['BIGINT', [2 ** 53 - 1, null], [9007199254740991n, null]],
    ['BIGINT', Float64Array.of(2 ** 40, -1), [2n ** 40n, -1n]],
    ['FLOAT', Float32Array.of(0.1, 2), [Math.fround(0.1), 2]],
    ['FLOAT', Float64Array.of(0.1, 2), [Math.fround(0.1), 2]],
    ['DOUBLE', Float64Array.of(0.1, -0.5), [0.1, -0.5]],
    ['DOUBLE', Float32Array.of(0.1, 2), [Math.fround(0.1), 2]],
    ['VARCHAR', ['it’s "a"', ''], ['it’s "a"', '']],
    ['BOOLEAN', [false, null], [false, null]],
    ['INTEGER[]', [[3, 1], []], [[3, 1], []]],
    ['VARCHAR[]', [['a', ''], null], [['a', ''], null]],
  ])('stores %s from %o', async (type, data, stored) => {
    await append({ x: type }, { x: data }, 2);
    expect(await rows('SELECT x FROM t ORDER BY rowid')).toEqual(stored.map((value) => [value]));
  });

  it('fills a column that is left out with NULL, and takes the others by name', async () => {
    await append({ a: 'INTEGER', b: 'VARCHAR', c: 'INTEGER' }, { c: [1, 2], a: [3, 4] }, 2);
    expect(await rows('FROM t ORDER BY rowid')).toEqual([
      [3, null, 1],
      [4, null, 2],
    ]);
  });

  it.each([0, 1, 2047, 2048, 2049, 4096, 5000])('keeps %d rows whole and in order', async (count) => {
    const ids = Int32Array.from({ length: count }, (_, row) => row);
    const halves = Array.from(ids, (row) => row / 2);
    const lists = Array.from(ids, (row) => [row, -row]);
    await append({ id: 'INTEGER', half: 'DOUBLE', list: 'INTEGER[]' }, { id: ids, half: halves, list: lists }, count);
    const wrong = 'rowid <> id OR half <> id / 2 OR list <> [id, -id]';
    expect(await rows(`SELECT count(*)::INTEGER, (count(*) FILTER (${wrong}))::INTEGER FROM t`)).toEqual([[count, 0]]);
  });

  it('adds to the table of the schema that is named', async () => {
    await connection.run('CREATE SCHEMA other');
    await connection.run('CREATE TABLE t (x INTEGER)');
    await connection.run('CREATE TABLE other.t AS SELECT 1 AS x');
    const specs = [{ name: 'x', type: 'INTEGER', nullable: false }];
    await appendColumns(connection, { schema: 'other', table: 't' }, specs, { x: [2] }, 1);
    expect(await rows('SELECT x FROM other.t ORDER BY x')).toEqual([[1], [2]]);
    expect(await rows('FROM main.t')).toEqual([]);
  });

  it('names the table and its columns where a row breaks a rule, and stores none of them', async () => {
    const specs = ['x', 'y'].map((name) => ({ name, type: 'INTEGER', nullable: false }));
    await connection.run('CREATE TABLE t (x INTEGER PRIMARY KEY, y INTEGER)');
    const failure = appendColumns(connection, place, specs, { x: [1, 2, 2], y: [1, 1, 1] }, 3);
    await expect(failure).rejects.toBeInstanceOf(SqlError);
    await expect(failure).rejects.toThrow(/^table t: .*uplicate key[\s\S]*INSERT INTO "t" \(x, y\)$/);
    expect(await rows('FROM t')).toEqual([]);
  });
});
