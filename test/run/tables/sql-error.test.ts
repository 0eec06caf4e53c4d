import { expect, it } from 'vitest';
import { SqlError } from '../../../src/run/tables/sql-error.ts';

it('carries the file, the reason and the statement', () => {
  const cause = new Error('Binder Error: no column x');
  const error = new SqlError('sql/load.sql', 'SELECT x\nFROM edge\n', cause);
  expect(error.message).toBe('sql/load.sql: Binder Error: no column x\nin the statement:\nSELECT x\nFROM edge');
  expect(error.cause).toBe(cause);
});
