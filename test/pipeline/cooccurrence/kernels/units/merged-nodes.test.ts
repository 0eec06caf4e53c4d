/**
 * Copies merged into nodes on a quarter of the bundled study's prompts, against PyTorch in float64 (fixtures/oracles/merge.py says how its
 * values were made), which merges them by itself.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mergedNodes } from '../../../../../pipeline/cooccurrence/kernels/units/merged-nodes.ts';
import { openSubject } from '../../../../../src/engine/passes/subject.ts';
import { StudyError } from '../../../../../src/errors.ts';
import { runStudy } from '../../../../../src/run/runner.ts';
import { Tables } from '../../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../../study.ts';
import { unitsOfStages } from '../../../units-of-stages.ts';

interface Removal {
  readonly prompt_id: number;
  readonly feature_id: number;
  readonly damage: number;
  readonly first_order: number;
}
const oracle = JSON.parse(readFileSync('fixtures/oracles/merge.oracle.json', 'utf8')) as {
  readonly nodes: readonly { readonly node: number; readonly features: readonly number[] }[];
  /** [nodes][P] */
  readonly values: readonly (readonly number[])[];
  readonly r: readonly (readonly number[])[];
  readonly removals: readonly Removal[];
};
const STAGES = ['evaluate', 'attribute', 'load', 'units', 'correlate', 'network', 'cluster', 'direct'];
const SETTINGS = [
  ...['features.merge_copies=true', 'steering.experiments=[]', 'network.threshold=0.3', 'cluster.min_size=2'],
  ...['stability.seeds=0', 'stability.subsamples=0'],
];

const folder = mkdtempSync(join(tmpdir(), 'cofire-merge-'));
let said = '';
let tables: Tables;
beforeAll(async () => {
  const lines = readFileSync('studies/tasks/sports.csv', 'utf8').trim().split(/\r?\n/);
  const task = join(folder, 'task.csv');
  writeFileSync(task, `${lines.filter((_, k) => k === 0 || k % 4 === 1).join('\n')}\n`);
  const study = loadStudy(resolve('studies/sports.yaml'), [...SETTINGS, `task.file=${task}`]);
  const out = join(folder, 'run');
  const write = (text: string): void => {
    said += text;
  };
  const target = { mode: 'lines' as const, width: 80, now: () => 0, write };
  const units = unitsOfStages(study, STAGES);
  await runStudy({ study, out, units, codeOf: () => 'test', force: false, threads: 1, target });
  tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
}, 300_000);
afterAll(() => {
  tables.close();
  rmSync(folder, { recursive: true });
});

const near = (found: number, wanted: number, tolerance: number) =>
  expect(Math.abs(found - wanted)).toBeLessThan(tolerance);

it('has the nodes of the reference, which are the units, and says of every feature which it belongs to', async () => {
  const wanted = oracle.nodes.flatMap(({ node, features }) => features.map((id) => [id, node, id === node]));
  const rows = await tables.sql<{ feature_id: number; node: number; selected: boolean; reason: string | null }>(
    'SELECT feature_id, node, selected, reason FROM feature WHERE node IS NOT NULL ORDER BY node, feature_id',
  );
  expect(rows.map((row) => [row.feature_id, row.node, row.selected])).toEqual(wanted);
  for (const { node, selected, reason } of rows)
    expect(reason).toBe(selected ? null : `a copy of feature ${node}, merged with it into one node`);
  const units = await tables.sql<{ feature_id: number; unit: number; size: number; least: number | null }>(
    'SELECT feature_id, unit, size, greatest(least_cosine / 0.9, least_r / 0.99) AS least FROM unit ORDER BY unit, feature_id',
  );
  expect(units.map(({ feature_id, unit }) => [feature_id, unit])).toEqual(wanted.map(([id, node]) => [id, node]));
  for (const { unit, size, least } of units) {
    expect(size).toBe(oracle.nodes.find(({ node }) => node === unit)?.features.length);
    expect(least === null).toBe(size === 1);
  }
  expect(said).toContain('109 features in 11 nodes');
});

it('sums the values of a node’s features, each by the rule, and correlates the sums', async () => {
  const cells = await tables.sql<{ value: number }>('SELECT value FROM prompt_feature ORDER BY feature_id, prompt_id');
  const wanted = oracle.values.flat();
  expect(cells).toHaveLength(wanted.length);
  cells.forEach(({ value }, k) => near(value, wanted[k], 2e-6));
  const pairs = await tables.sql<{ feature_a: number; feature_b: number; r: number }>('SELECT * FROM correlation');
  expect(pairs).toHaveLength((11 * 10) / 2);
  const place = (id: number): number => oracle.nodes.findIndex(({ node }) => node === id);
  for (const { feature_a: a, feature_b: b, r } of pairs) near(r, oracle.r[place(a)][place(b)], 2e-4);
});

it('takes every feature of a node out of a prompt with it', async () => {
  const rows = await tables.sql<Removal>('SELECT * FROM removal');
  const found = new Map(rows.map((row) => [`${row.prompt_id} ${row.feature_id}`, row]));
  const clustered = new Set(rows.map((row) => row.feature_id));
  expect(clustered.size).toBeGreaterThan(8);
  for (const { prompt_id, feature_id, damage, first_order } of oracle.removals) {
    if (!clustered.has(feature_id)) continue;
    const own = found.get(`${prompt_id} ${feature_id}`);
    near(own?.damage ?? Number.NaN, damage, 2e-5);
    near(own?.first_order ?? Number.NaN, first_order, 2e-5);
  }
});

it('refuses more features than can be compared in pairs', async () => {
  const { sae } = await openSubject(loadStudy(resolve('studies/sports.yaml'), []));
  const values = { featureIds: new Int32Array(), starts: new Int32Array(1), promptIds: new Int32Array(), values: new Float64Array() }; // biome-ignore format: one line
  const asked = mergedNodes([1, 2, 3], sae, { values, prompts: 2, most: 2 }, 'here');
  await expect(asked).rejects.toThrow(StudyError);
  await expect(asked).rejects.toThrow(/here: features\.merge_copies.*3 selected features/);
});
