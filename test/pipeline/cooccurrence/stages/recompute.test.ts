import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runStudy } from '../../../../src/run/runner.ts';
import { Tables } from '../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../study.ts';
import { writeSmallStudy } from '../../small-study.ts';
import { unitsOfStages } from '../../units-of-stages.ts';

const NEEDED = ['evaluate', 'attribute', 'load', 'correlate', 'network', 'cluster', 'recompute'];

let folder: string;
let file: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-recompute-'));
  file = await writeSmallStudy(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(out: string, settings: readonly string[]): Promise<Tables> {
  const target = { mode: 'quiet' as const, width: 80, now: () => 0, write: () => undefined };
  const study = loadStudy(file, settings);
  const path = join(folder, out);
  await runStudy({ study, out: path, units: unitsOfStages(study, NEEDED), codeOf: () => 'test', force: false, threads: 1, target }); // biome-ignore format: one line
  return await Tables.open(join(path, 'study.duckdb'), { readOnly: true });
}

it('recomputes the networks that the study asks for, and an interval of what a claim is about', async () => {
  const tables = await run('recomputed', ['nulls.recomputed=[residualised, class-balanced]']);
  const variants = await tables.sql<{ variant: string }>('SELECT DISTINCT variant FROM recomputed ORDER BY ALL');
  expect(variants.map(({ variant }) => variant)).toEqual(['as-studied', 'class-balanced', 'residualised']);
  const rows = await tables.sql<{ statistic: string; density: string; observed: number | null; low: number | null; high: number | null; reason: string | null }>('SELECT * FROM statistic_interval'); // biome-ignore format: one line
  const own = new Map(rows.map((row) => [row.statistic, row]));
  expect(own.get('edges')?.density).toBe('threshold');
  expect(own.get('modularity')?.density).toBe('edges');
  const [{ edges }] = await tables.sql<{ edges: number }>('SELECT count(*)::INTEGER AS edges FROM edge');
  expect(own.get('edges')?.observed).toBe(edges);
  for (const { statistic, observed, low, high, reason } of rows) {
    if (reason !== null) expect([low, high], statistic).toEqual([null, null]);
    else {
      expect(low, statistic).toBeLessThanOrEqual(observed ?? Number.NaN);
      expect(high, statistic).toBeGreaterThanOrEqual(observed ?? Number.NaN);
    }
  }
  expect(own.get('mean_abs_r')?.reason).toBeNull();
  tables.close();
}, 240_000);
