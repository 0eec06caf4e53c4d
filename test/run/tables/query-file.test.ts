import { expect, it } from 'vitest';
import { readQuery, tablesRead } from '../../../src/run/tables/query-file.ts';

it('reads the text of a file in sql/ and says where it lies', () => {
  const { where, text } = readQuery('schema/edge');
  expect(where).toBe('sql/schema/edge.sql');
  expect(text).toContain('CREATE TABLE edge');
});

it.each(['../../package', 'edge.sql', 'a b', ''])('refuses the name %j', (name) => {
  expect(() => readQuery(name)).toThrow('expected the name of a file in sql/');
});

it('names a query that does not exist', () => {
  expect(() => readQuery('no-such')).toThrow('sql/no-such.sql: there is no such query');
});

it('finds the tables after FROM and JOIN, not those in comments, names of columns or other relations', () => {
  const text = `-- every edge
    WITH due AS (SELECT cluster FROM edge LEFT JOIN "partition" USING (feature_id))
    SELECT * FROM due -- FROM verdict
    WHERE a NOT IN (SELECT feature_id FROM feature)`;
  expect(tablesRead(text)).toEqual(['feature', 'edge', 'partition']);
});
