import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runStudy } from '../../../../src/run/runner.ts';
import { Tables } from '../../../../src/run/tables/tables.ts';
import { loadStudy, type ShortStudy } from '../../../study.ts';
import { writeSmallStudy } from '../../small-study.ts';
import { unitsOfStages } from '../../units-of-stages.ts';
import { expectRows } from '../kernels/oracle-rows.ts';

const NEEDED = ['evaluate', 'attribute', 'load', 'units', 'correlate', 'network', 'cluster', 'interaction', 'direct'];
const QUICK = ['stability.seeds=2', 'stability.subsamples=2', 'stability.case_drops=2'];

/** Of the bundled task's prompts, one in so many is run. */
const STEP = 4;
let folder: string;
let file: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-direct-'));
  file = await writeSmallStudy(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run<Row>(changed: readonly string[] | ShortStudy, query: string): Promise<Row[]> {
  const target = { mode: 'quiet' as const, width: 80, now: () => 0, write: () => undefined };
  const study = 'task' in changed ? changed : loadStudy(file, [...QUICK, ...changed]);
  const out = join(folder, study.name);
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

it('compares the total with every other effect over all features and in each cluster, with copies counted once', async () => {
  const rows = await run<
    Record<'low' | 'high' | 'slope' | 'features' | 'n_units', number> & Record<'against' | 'scope', string>
  >([], 'SELECT * FROM self_repair ORDER BY against, scope');
  const others = ['attention', 'both-tangential', 'direct', 'frozen', 'norms'];
  expect(rows.filter(({ scope }) => scope === 'all').map(({ against }) => against)).toEqual(others);
  expect(rows.filter(({ against }) => against === 'attention').length).toBeGreaterThan(1);
  for (const { low, high, slope, features, n_units: units } of rows) {
    expect(low <= slope && slope <= high).toBe(true);
    expect(units >= 1 && units <= features).toBe(true);
  }
});

it('holds norms to a fictitious effect of what the bundled dictionary writes, nearly all of it radial', async () => {
  const lines = readFileSync('studies/tasks/sports.csv', 'utf8').split(/\r?\n/);
  writeFileSync(join(folder, 'few.csv'), `${lines.filter((_, i) => i === 0 || i % STEP === 1).join('\n')}\n`);
  const bundled = loadStudy(resolve('studies/sports.yaml'), [...QUICK, `task.file=${join(folder, 'few.csv')}`]);
  const rows = await run<{ against: string; slope: number; radial_share: number; features: number; n_units: number }>(
    bundled,
    "SELECT * FROM self_repair WHERE scope = 'all'",
  );
  const slopes = Object.fromEntries(rows.map(({ against, slope }) => [against, slope]));
  for (const { radial_share: share, n_units: units, features } of rows) {
    expect(share).toBeGreaterThan(0.95);
    expect(share).toBeLessThan(0.99);
    expect(units).toBeLessThan(features / 4);
  }
  // All 100 prompts: 0.85, 0.08, 0.81, 0.12.
  expect(slopes.attention).toBeGreaterThan(0.7);
  expect(slopes.attention).toBeLessThan(1.4);
  expect(Math.abs(slopes.norms)).toBeLessThan(0.2);
  expect(slopes['both-tangential']).toBeGreaterThan(0.5);
  expect(slopes['both-tangential']).toBeLessThan(1.3);
  expect(Math.abs(slopes.frozen)).toBeLessThan(0.3);
});

it('counts a feature that is silent where it would be removed as 0', async () => {
  const rows = await run<Record<'active' | 'total', number>>(
    ['steering.positions=[63]'],
    'SELECT active, total, frozen, direct, attention, norms, tangential FROM direct_effect',
  );
  expect(rows.length).toBeGreaterThan(0);
  const none = { total: 0, frozen: 0, direct: 0, attention: 0, norms: 0, tangential: 0 };
  for (const row of rows) expect(row).toEqual({ active: 0, ...none });
});

interface Cell {
  readonly prompt_id: number;
  readonly feature_id: number;
  readonly damage: number;
  readonly first_order: number;
}

it('removal has the total of every feature and prompt, whose mean is that of direct_effect', async () => {
  const [found] = await run<{ cells: number; features: number; prompts: number; worst: number }>(
    [],
    `SELECT sum(n)::integer AS cells, count(*)::integer AS features, max(prompts)::integer AS prompts, max(abs(total - mean)) AS worst
     FROM direct_effect JOIN (SELECT feature_id, count(*) AS n, avg(damage) AS mean FROM removal GROUP BY ALL) USING (feature_id)`,
  );
  expect(found.cells).toBe(found.features * found.prompts);
  expect(found.worst).toBeLessThan(1e-9);
});

it('removal and its first order on the bundled model agree with PyTorch in float64', async () => {
  const oracle = JSON.parse(readFileSync('fixtures/oracles/importance.oracle.json', 'utf8')) as {
    readonly tolerance: { readonly removal: number };
    readonly removals: readonly Cell[];
  };
  const bundled = loadStudy(resolve('studies/sports.yaml'), [...QUICK, `task.file=${join(folder, 'few.csv')}`]);
  const rows = await run<Cell>(bundled, 'SELECT * FROM removal');
  const cells = new Map(rows.map((row) => [`${row.prompt_id} ${row.feature_id}`, row]));
  expect(oracle.removals.length).toBeGreaterThan(20);
  for (const { prompt_id: prompt, feature_id: feature, damage, first_order: first } of oracle.removals) {
    const found = cells.get(`${prompt} ${feature}`);
    expect(Math.abs((found?.damage ?? 9) - damage), `${prompt} ${feature}`).toBeLessThan(oracle.tolerance.removal);
    expect(Math.abs((found?.first_order ?? 9) - first), `${prompt} ${feature}`).toBeLessThan(oracle.tolerance.removal);
  }
});

it('effects of every kept feature and the slopes on them agree with PyTorch in float64', async () => {
  const { tolerance, ...oracle } = JSON.parse(readFileSync('fixtures/oracles/single.oracle.json', 'utf8'));
  const bundled = loadStudy(resolve('studies/sports.yaml'), [...QUICK, `task.file=${join(folder, 'few.csv')}`]);
  const effects = await run<object>(bundled, 'SELECT * FROM direct_effect ORDER BY feature_id');
  expectRows(effects, oracle.direct_effect, tolerance.effects);
  const keyOf = ({ against, scope }: Record<string, unknown>): string => `${against} ${scope}`;
  const rows = new Map((await run<Record<string, unknown>>(bundled, 'SELECT * FROM self_repair')).map((row) => [keyOf(row), row])); // biome-ignore format: one line
  expect(rows.size).toBe(oracle.self_repair.length);
  // A slope on effects of a few thousandths has their rounding.
  for (const row of oracle.self_repair) expectRows([rows.get(keyOf(row)) ?? {}], [row], tolerance.slopes);
});

it('is empty when there is nothing to remove', async () => {
  expect(await run(['cluster.min_size=1000'], 'SELECT * FROM direct_effect')).toEqual([]);
});
