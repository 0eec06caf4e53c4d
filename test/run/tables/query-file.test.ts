import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parametersOf, queryFiles, readQuery, tablesRead } from '../../../src/run/tables/query-file.ts';

it('reads the text of a query or a check by its name alone, and says where it lies', () => {
  const { where, text } = readQuery('network_edge');
  expect(where).toBe('sql/cooccurrence/queries/network_edge.sql');
  expect(text).toMatch(/FROM edge\b/);
  expect(readQuery('token_count').where).toBe('sql/task/checks/token_count.sql');
});

it.each(['../../package', 'network_edge.sql', 'queries/network_edge', 'schema/edge', 'no-such', ''])(
  'refuses the name %j',
  (name) => {
    expect(() => readQuery(name)).toThrow(`query ${name}: expected the name of a file in sql/*/queries`);
  },
);

it('lists every file of every analysis once: no two analyses have a query or check of one name', () => {
  const files = readdirSync('sql', { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\/(queries|checks)\/.*\.sql$/.test(path),
  );
  expect([...queryFiles().values()].sort()).toEqual(files.sort());
});

it('finds the tables after FROM and JOIN, not those in comments, names of columns or other relations', () => {
  const text = `-- every edge
    WITH due AS (SELECT cluster FROM edge LEFT JOIN "partition" USING (feature_id))
    SELECT * FROM due -- FROM verdict
    WHERE a NOT IN (SELECT feature_id FROM feature)`;
  expect(tablesRead(text).toSorted()).toEqual(['edge', 'feature', 'partition']);
});

it('finds each $parameter once, and none in comments', () => {
  expect(parametersOf('SELECT $first, $last -- $none\nFROM edge WHERE r > $first')).toEqual(['first', 'last']);
  expect(parametersOf('SELECT 1 WHERE answer_rank = 0 OR NOT $rank0')).toEqual(['rank0']);
  expect(parametersOf('SELECT 1')).toEqual([]);
});
