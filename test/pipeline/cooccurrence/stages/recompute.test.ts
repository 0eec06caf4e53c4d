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

async function run(out: string, settings: readonly string[], stages: readonly string[] = NEEDED): Promise<Tables> {
  const target = { mode: 'quiet' as const, width: 80, now: () => 0, write: () => undefined };
  const study = loadStudy(file, settings);
  const path = join(folder, out);
  await runStudy({ study, out: path, units: unitsOfStages(study, stages), codeOf: () => 'test', force: false, threads: 1, target }); // biome-ignore format: one line
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

it('keeps the networks of the first five replicates of each null, with the sizes that the nulls record', async () => {
  const settings = ['nulls.recomputed=[]', 'nulls.kinds=[random-rows, rewire]', 'nulls.replicates=5'];
  const tables = await run('shown', settings, [...NEEDED, 'nulls']);
  const [{ edges, features }] = await tables.sql<{ edges: number; features: number }>('SELECT (SELECT count(*) FROM edge)::INTEGER AS edges, (SELECT count(*) FROM feature WHERE selected)::INTEGER AS features'); // biome-ignore format: one line
  const shown = await tables.sql<{ null: string; replicate: number; n: number }>('SELECT "null", replicate, count(*)::INTEGER AS n FROM null_matrix GROUP BY ALL ORDER BY ALL'); // biome-ignore format: one line
  expect(shown).toEqual(['random-rows', 'rewire'].flatMap((name) => [0, 1, 2, 3, 4].map((replicate) => ({ null: name, replicate, n: edges })))); // biome-ignore format: one line
  const nodes = await tables.sql<{ n: number }>('SELECT count(*)::INTEGER AS n FROM null_matrix_node GROUP BY "null", replicate'); // biome-ignore format: one line
  expect(nodes).toEqual(shown.map(() => ({ n: features })));
  // The mean over all five is recorded from the same replicates, at as many edges (of rewired networks both densities are one).
  const means = (sql: string) => tables.sql<{ null: string; mean: number }>(sql);
  const own = await means('SELECT "null", avg(n)::DOUBLE AS mean FROM (SELECT "null", replicate, count(*) FILTER (kept)::DOUBLE AS n FROM null_matrix_node GROUP BY ALL) GROUP BY "null" ORDER BY ALL'); // biome-ignore format: one line
  const recorded = await means(`SELECT "null", mean FROM null_statistic WHERE statistic = 'features_in_clusters' AND density = 'edges' ORDER BY ALL`); // biome-ignore format: one line
  expect(own.map((row) => row.null)).toEqual(recorded.map((row) => row.null));
  own.forEach(({ mean }, i) => expect(mean).toBeCloseTo(recorded[i].mean, 9));
  tables.close();
}, 240_000);
