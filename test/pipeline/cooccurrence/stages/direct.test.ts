import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runStudy } from '../../../../src/run/runner.ts';
import { Tables } from '../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../study.ts';
import { writeSmallStudy } from '../../small-study.ts';
import { unitsOfStages } from '../../units-of-stages.ts';

const NEEDED = ['evaluate', 'attribute', 'load', 'correlate', 'network', 'cluster', 'interaction', 'direct'];
const QUICK = ['stability.seeds=2', 'stability.subsamples=2', 'stability.case_drops=2'];

let folder: string;
let file: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-direct-'));
  file = await writeSmallStudy(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run<Row>(settings: readonly string[], query: string): Promise<Row[]> {
  const target = { mode: 'quiet' as const, width: 80, now: () => 0, write: () => undefined };
  const study = loadStudy(file, [...QUICK, ...settings]);
  const out = join(folder, 'out');
  await runStudy({
    study,
    out,
    units: unitsOfStages(study, NEEDED),
    codeOf: () => 'test',
    force: false,
    threads: 1,
    target,
  });
  const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  const rows = await tables.sql<Row>(query);
  tables.close();
  return rows;
}

it('has every kept feature; its total effect is the damage that removing it alone does in the pairs', async () => {
  const [found] = await run<{ features: number; kept: number; pairs: number; worst: number; scale: number }>(
    [],
    `SELECT (SELECT count(*) FROM direct_effect) AS features,
       (SELECT count(*) FROM cluster WHERE kept AND algorithm = 'greedy-modularity') AS kept,
       count(*) AS pairs, max(abs(damage_a - total)) AS worst, max(abs(total)) AS scale
     FROM interaction JOIN direct_effect ON feature_a = feature_id`,
  );
  expect(found.features).toBe(found.kept);
  expect(found.pairs).toBeGreaterThan(0);
  expect(found.worst).toBeLessThan(1e-4 * found.scale);
});

it('compares the total with both others over all features and in each cluster', async () => {
  const rows = await run<{ against: string; scope: string; low: number; high: number; slope: number }>(
    [],
    'SELECT * FROM self_repair ORDER BY against, scope',
  );
  expect(rows.filter(({ scope }) => scope === 'all').map(({ against }) => against)).toEqual(['direct', 'frozen']);
  expect(rows.filter(({ against }) => against === 'frozen').length).toBeGreaterThan(1);
  for (const { low, high, slope } of rows) expect(low <= slope && slope <= high).toBe(true);
});

it('counts a feature that is silent where it would be removed as 0', async () => {
  const rows = await run<{ active: number; total: number }>(
    ['steering.positions=[63]'],
    'SELECT active, total, frozen, direct FROM direct_effect',
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row).toEqual({ active: 0, total: 0, frozen: 0, direct: 0 });
});

it('is empty when there is nothing to remove', async () => {
  expect(await run(['cluster.min_size=1000'], 'SELECT * FROM direct_effect')).toEqual([]);
});
