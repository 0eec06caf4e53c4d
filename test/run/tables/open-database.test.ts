import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/run/tables/open-database.ts';

let folder: string;
let path: string;
let writer: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-open-'));
  path = join(folder, 'study.duckdb');
});
afterEach(async () => {
  if (writer !== undefined && writer.exitCode === null) {
    writer.kill('SIGKILL');
    await once(writer, 'exit');
  }
  writer = undefined;
  rmSync(folder, { recursive: true });
});

/** Another process that has the database open; it is ready when this resolves. */
async function startWriter(work: string): Promise<void> {
  const duckdb = JSON.stringify(import.meta.resolve('@duckdb/node-api'));
  const script = `const { DuckDBInstance } = await import(${duckdb});
  const connection = await (await DuckDBInstance.create(${JSON.stringify(path)}, { threads: '1' })).connect();
  await connection.run('CREATE TABLE one AS SELECT 0 AS round, i FROM range(10) t(i)');
  await connection.run('CREATE TABLE two AS SELECT 0 AS round, i FROM range(10) t(i)');
  process.stdout.write('ready');
  ${work}`;
  writer = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(writer.stdout as NonNullable<ChildProcess['stdout']>, 'data');
}

async function rowsOf({ connection }: Database, text: string) {
  return (await connection.runAndReadAll(text)).getRowObjects();
}

it('reads what the last transaction left, all of it and nothing of the next, while another process writes without a pause', async () => {
  // A round replaces two tables by 30,000 rows each, so that logs are written and folded into the file many times.
  await startWriter(`for (let round = 1; ; round++) {
    await connection.run('BEGIN');
    for (const table of ['one', 'two'])
      await connection.run('CREATE OR REPLACE TABLE ' + table + ' AS SELECT ' + round + ' AS round, random() AS i FROM range(' + (round % 3 === 0 ? 300000 : 3000) + ')');
    await connection.run('COMMIT');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }`);
  let last = 0;
  for (let read = 0; read < 12; read++) {
    const database = await openDatabase(path, { readOnly: true });
    expect(database.isSnapshot).toBe(true);
    const rounds = `SELECT (SELECT any_value(round) FROM one) AS one, (SELECT any_value(round) FROM two) AS two,
      (SELECT count(DISTINCT round) FROM one) AS kinds, (SELECT count(*) FROM one) AS rows, (SELECT count(i) FROM two) AS values`;
    const [row] = await rowsOf(database, rounds);
    expect(row.one).toBe(row.two);
    expect([row.kinds, row.values]).toEqual([1n, row.rows]);
    expect(Number(row.one)).toBeGreaterThanOrEqual(last);
    last = Number(row.one);
    database.close();
  }
  expect(last).toBeGreaterThan(0);
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('cofire-snapshot-'))).toEqual([]);
});

it('reads the file itself where nobody writes', async () => {
  const written = await openDatabase(path, {});
  await written.connection.run('CREATE TABLE one AS SELECT 1 AS round');
  written.close();
  const database = await openDatabase(path, { readOnly: true });
  expect(database.isSnapshot).toBe(false);
  expect(await rowsOf(database, 'SELECT * FROM one')).toEqual([{ round: 1 }]);
  database.close();
});

it('waits for a reader before it writes, and not for ever', async () => {
  await startWriter('await new Promise((resolve) => setTimeout(resolve, 700)); process.exit(0);');
  const database = await openDatabase(path, {});
  database.close();
  rmSync(path);
  await startWriter('setInterval(() => undefined, 1000);');
  const start = performance.now();
  await expect(openDatabase(path, {})).rejects.toThrow('another process has it open');
  expect(performance.now() - start).toBeGreaterThan(4000);
});

it('says what a file is that is no database, or not there', async () => {
  await expect(openDatabase(path, { readOnly: true })).rejects.toThrow('no such file');
  writeFileSync(path, 'a text that is no database, long enough to be looked at'.repeat(200));
  await expect(openDatabase(path, { readOnly: true })).rejects.toThrow('the file cannot be read');
});
