import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Tables } from '../../../src/run/tables/tables.ts';
import { cofire } from '../capture.ts';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-sql-'));
  const tables = await Tables.open(join(folder, 'study.duckdb'));
  await tables.replace('edge', { feature_a: [1, 1], feature_b: [2, 3], r: [0.75, -0.9] });
  tables.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('--format json', () => {
  it('prints an array of row objects and nothing else', async () => {
    const { status, out, err } = await cofire(
      'sql',
      folder,
      'SELECT *, [1, 2] AS l FROM edge ORDER BY feature_b',
      '--format',
      'json',
    );
    expect(JSON.parse(out)).toEqual([
      { feature_a: 1, feature_b: 2, r: 0.75, l: [1, 2] },
      { feature_a: 1, feature_b: 3, r: -0.9, l: [1, 2] },
    ]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  it('prints an empty array when there are no rows, and counts as numbers', async () => {
    expect((await cofire('sql', folder, 'SELECT * FROM edge WHERE false', '--format', 'json')).out).toBe('[]\n');
    expect(
      JSON.parse(
        (await cofire('sql', folder, 'SELECT count(*) AS n, sum(feature_a) AS s FROM edge', '--format', 'json')).out,
      ),
    ).toEqual([{ n: 2, s: 2 }]);
  });

  it('leaves standard output empty when the statement fails', async () => {
    const { status, out, err } = await cofire('sql', folder, 'SELECT x FROM edge', '--format', 'json');
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(/^sql: Binder Error: .*"x"/);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

it('prints a table by default and csv on request', async () => {
  expect((await cofire('sql', folder, 'SELECT feature_b, r FROM edge ORDER BY 1')).out).toBe(
    'feature_b     r\n---------  ----\n        2  0.75\n        3  -0.9\n(2 rows)\n',
  );
  expect((await cofire('sql', folder, 'SELECT feature_b, r FROM edge ORDER BY 1', '--format', 'csv')).out).toBe(
    'feature_b,r\r\n2,0.75\r\n3,-0.9\r\n',
  );
});

it('reads the statement from a file or from standard input, and one of them', async () => {
  const file = join(folder, 'query.sql');
  writeFileSync(file, 'SELECT count(*) AS n\nFROM edge\n');
  expect((await cofire('sql', folder, '--file', file, '--format', 'csv')).out).toBe('n\r\n2\r\n');
  const run = spawnSync('bin/cofire', ['sql', folder, '-', '--format', 'csv'], {
    input: 'SELECT 3 AS n',
    encoding: 'utf8',
  });
  expect(run.stdout).toBe('n\r\n3\r\n');
  for (const [words, found] of [
    [['SELECT 1', '--file', file], 'a statement and a file'],
    [[], 'no statement'],
    [[' '], 'an empty statement'],
    [['--file', join(folder, 'none.sql')], 'no such file, expected the file that --file names'],
  ] as const) {
    const { status, err } = await cofire('sql', folder, ...words);
    expect([status, err.includes(found)], found).toEqual([2, true]);
  }
});

it('says of a table without rows that its stage has not run, beside the rows', async () => {
  const { status, out, err } = await cofire('sql', folder, 'SELECT count(*) AS n FROM anova', '--format', 'csv');
  expect({ status, out }).toEqual({ status: 0, out: 'n\r\n0\r\n' });
  expect(err).toBe('note: anova: stage anova has not run in this folder, so there are no rows\n');
});

it('takes the questions its help suggests', async () => {
  expect((await cofire('sql', folder, 'SHOW TABLES')).out).toContain('stage_run');
  expect((await cofire('sql', folder, 'DESCRIBE edge')).out).toContain('feature_a');
});

it.each([';;', '/* SELECT 1 */ ;', '\n-- SELECT 1'])('says of "%s" that it is no statement', async (text) => {
  const { status, err } = await cofire('sql', folder, text);
  expect(status).toBe(2);
  expect(err).toMatch(/^sql: no statement, expected one statement that only reads/);
});

it.each(['DELETE FROM edge', 'DROP TABLE edge', "COPY edge TO '/tmp/x.csv'", 'SELECT 1; SELECT 2'])(
  'refuses "%s"',
  async (statement) => {
    const { status, err } = await cofire('sql', folder, statement);
    expect(status).toBe(2);
    expect(err).toMatch(/^sql: .*, expected one statement that only reads/);
  },
);
