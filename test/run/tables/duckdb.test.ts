import { expect, it } from 'vitest';
import { DuckDBInstance, INTEGER, LIST, listValue, StatementType } from '../../../src/run/tables/duckdb.ts';

it('is the driver, with the types and kinds of statement under its names', async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const result = await connection.runAndReadAll(
    'SELECT $ids AS ids',
    { ids: listValue([4, 5]) },
    { ids: LIST(INTEGER) },
  );
  expect(String(result.columnType(0))).toBe('INTEGER[]');
  expect(result.getRowsJS()).toEqual([[[4, 5]]]);
  expect((await connection.prepare('DROP TABLE IF EXISTS x')).statementType).toBe(StatementType.DROP);
  connection.closeSync();
  instance.closeSync();
});
