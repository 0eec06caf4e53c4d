import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runStudy } from '../../../../src/run/runner.ts';
import { Tables } from '../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../study.ts';
import { writeSmallStudy } from '../../small-study.ts';
import { unitsOfStages } from '../../units-of-stages.ts';

const NEEDED = ['evaluate', 'attribute', 'load', 'correlate', 'network', 'cluster', 'interaction'];
const QUICK = ['stability.seeds=2', 'stability.subsamples=2', 'stability.case_drops=2'];

let folder: string;
let file: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-interaction-'));
  file = await writeSmallStudy(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run<Row>(out: string, settings: readonly string[], query: string): Promise<Row[]> {
  const target = { mode: 'quiet' as const, width: 80, now: () => 0, write: () => undefined };
  const study = loadStudy(file, [...QUICK, ...settings]);
  const path = join(folder, out);
  await runStudy({
    study,
    out: path,
    units: unitsOfStages(study, NEEDED),
    codeOf: () => 'test',
    force: false,
    threads: 1,
    target,
  });
  const tables = await Tables.open(join(path, 'study.duckdb'), { readOnly: true });
  const rows = await tables.sql<Row>(query);
  tables.close();
  return rows;
}

interface Row {
  feature_a: number;
  feature_b: number;
  damage_a: number;
  control_mean: number | null;
  control_sd: number | null;
  interaction: number;
  controls: number;
  within: boolean;
}
const ALL = 'SELECT * FROM interaction ORDER BY feature_a, feature_b';

it('stores the pairs with their controls, half of a sample within clusters, and the same after shards are lost', async () => {
  const rows = await run<Row>('first', [], ALL);
  expect(rows).toHaveLength(12);
  expect(rows.filter(({ within }) => within)).toHaveLength(6);
  expect(
    rows.every(({ controls, control_mean: mean, control_sd: sd }) => controls === 2 && mean !== null && sd !== null),
  ).toBe(true);
  expect(rows.some(({ interaction }) => Math.abs(interaction) > 1e-4)).toBe(true);

  const shards = join(folder, 'first', 'shards');
  const own = readdirSync(shards).find((name) => name.startsWith('interaction'))!;
  rmSync(join(shards, own, '0.shard'));
  rmSync(join(folder, 'first', 'study.duckdb'));
  expect(await run<Row>('first', [], ALL)).toEqual(rows);
});

it('the damage of one feature is the same in every pair', async () => {
  const rows = await run<Row>('few', ['interaction.controls=0'], ALL);
  const byFeature = new Map<number, number>();
  for (const { feature_a: id, damage_a: damage } of rows) {
    expect(byFeature.get(id) ?? damage).toBe(damage);
    byFeature.set(id, damage);
  }
  expect(rows.every(({ control_mean: mean, controls }) => mean === null && controls === 0)).toBe(true);
});

it('removes nothing when no pairs are asked for', async () => {
  expect(await run('none', ['interaction.pairs=0'], ALL)).toEqual([]);
});
