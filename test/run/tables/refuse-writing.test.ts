import { beforeEach, describe, expect, it } from 'vitest';
import { StudyError } from '../../../src/errors.ts';
import { type DuckDBConnection, DuckDBInstance } from '../../../src/run/tables/duckdb.ts';
import { refuseWriting } from '../../../src/run/tables/refuse-writing.ts';
import { SqlError } from '../../../src/run/tables/sql-error.ts';

describe('refuseWriting', () => {
  let connection: DuckDBConnection;
  beforeEach(async () => {
    const instance = await DuckDBInstance.create(':memory:');
    connection = await instance.connect();
    await connection.run('CREATE TABLE edge (r DOUBLE)');
    return () => {
      connection.closeSync();
      instance.closeSync();
    };
  });

  it.each([
    'SELECT * FROM edge',
    'WITH strong AS (SELECT r FROM edge WHERE r > 0.5) SELECT count(*) FROM strong;',
    '-- DELETE FROM edge;\nFROM edge',
    "SELECT 'DELETE FROM edge; DROP TABLE edge'",
    'VALUES (1)',
    'DESCRIBE edge',
    'EXPLAIN SELECT r FROM edge',
  ])('lets %j through', async (text) => {
    await expect(refuseWriting(connection, text)).resolves.toBeUndefined();
  });

  it.each([
    ['', 'no statement'],
    [' ;\n; ', 'no statement'],
    ['-- SELECT 1\n/* nor\n this */', 'no statement'],
    ['SELECT 1; SELECT 2', '2 statements'],
    ['SELECT 1; DELETE FROM edge', '2 statements'],
    ['DELETE FROM edge', 'a statement of kind DELETE'],
    ['INSERT INTO edge VALUES (1)', 'a statement of kind INSERT'],
    ['WITH x AS (SELECT 1) UPDATE edge SET r = 0', 'a statement of kind UPDATE'],
    ['CREATE TEMP TABLE x (a INTEGER)', 'a statement of kind CREATE'],
    ['DROP TABLE edge', 'a statement of kind DROP'],
    ["COPY edge TO '/nowhere/edge.csv'", 'a statement of kind COPY'],
    ["ATTACH ':memory:' AS other", 'a statement of kind ATTACH'],
  ])('refuses %j as %s', async (text, found) => {
    const failure = refuseWriting(connection, text);
    await expect(failure).rejects.toBeInstanceOf(StudyError);
    await expect(failure).rejects.toThrow(`${found}, expected one statement that only reads`);
  });

  it('only looks: what it refuses and what it lets through is not run', async () => {
    await connection.run('INSERT INTO edge VALUES (0.5)');
    await expect(refuseWriting(connection, 'DELETE FROM edge')).rejects.toThrow(StudyError);
    await refuseWriting(connection, "SELECT error('was run')");
    expect((await connection.runAndReadAll('SELECT r FROM edge')).getRowsJS()).toEqual([[0.5]]);
  });

  it.each(['SELEC 1', 'SELECT x FROM edge'])('gives back %j with the reason of the database', async (text) => {
    const failure = refuseWriting(connection, text);
    await expect(failure).rejects.toBeInstanceOf(SqlError);
    await expect(failure).rejects.toThrow(`in the statement:\n${text}`);
  });
});
