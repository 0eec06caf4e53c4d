import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Tables, tableNames } from '../../../src/run/tables/tables.ts';
import { cofire } from '../capture.ts';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-export-'));
  const tables = await Tables.open(join(folder, 'study.duckdb'));
  await tables.replace('edge', { feature_a: [1], feature_b: [2], r: [0.75] });
  tables.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each(['csv', 'parquet'])('writes every table as %s and prints the paths', async (format) => {
  const { status, out } = await cofire('export', folder, '--format', format);
  expect(status).toBe(0);
  expect(out.trim().split('\n')).toHaveLength(tableNames().length);
  const reader = await Tables.open(':memory:');
  const file = out.split('\n').find((path) => path.endsWith(`edge.${format}`));
  expect(await reader.sql(`SELECT * FROM '${file}'`)).toEqual([{ feature_a: 1, feature_b: 2, r: 0.75 }]);
  reader.close();
});

it('leaves the database as it was', async () => {
  const before = readFileSync(join(folder, 'study.duckdb'));
  await cofire('export', folder, '--format', 'csv');
  expect(readFileSync(join(folder, 'study.duckdb')).equals(before)).toBe(true);
});

it('refuses an unknown format and a missing one', async () => {
  expect(await cofire('export', folder, '--format', 'xml')).toMatchObject({ status: 2, out: '' });
  expect((await cofire('export', folder)).err).toContain("required option '--format <format>' not specified");
});

it('--out writes beside, where the run folder may not be written to', async () => {
  const other = mkdtempSync(join(tmpdir(), 'cofire-export-out-'));
  const before = readdirSync(folder);
  const { out } = await cofire('export', folder, '--format', 'csv', '--out', join(other, 'new'));
  expect(out.trim().split('\n')).toContain(join(other, 'new', 'tables-csv', 'edge.csv'));
  expect(readFileSync(join(other, 'new', 'tables-csv', 'edge.csv'), 'utf8')).toBe('feature_a,feature_b,r\n1,2,0.75\n');
  expect(readdirSync(folder)).toEqual(before);
  rmSync(other, { recursive: true });
});
