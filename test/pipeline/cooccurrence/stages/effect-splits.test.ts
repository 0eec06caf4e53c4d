/** The stage on two planted studies, whose truth is known; its numbers beside PyTorch are in effect.test.ts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { runStudy } from '../../../../src/run/runner.ts';
import { Tables } from '../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../study.ts';
import { unitsOfStages } from '../../units-of-stages.ts';

const NEEDED = ['evaluate', 'attribute', 'load', 'units', 'correlate', 'network', 'cluster', 'held-out', 'relevance', 'effect-splits']; // biome-ignore format: one line
const folder = mkdtempSync(join(tmpdir(), 'cofire-effect-splits-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Row {
  readonly method: string;
  readonly split: string;
  readonly selectivity: number | null;
  readonly difference: number | null;
}

async function splitsOf(name: string): Promise<Row[]> {
  const study = loadStudy(fileURLToPath(new URL(`../../../../studies/${name}.yaml`, import.meta.url)));
  const out = join(folder, name);
  const target = { mode: 'lines' as const, width: 80, now: () => 0, write: () => undefined };
  const units = unitsOfStages(study, NEEDED);
  await runStudy({ study, out, units, codeOf: () => 'test', force: false, threads: 1, target });
  const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  const rows = await tables.sql<Row>('SELECT * FROM grouping_split ORDER BY ALL');
  tables.close();
  return rows;
}

it('finds planted modules inside answers in every split, and more than grouping by answer does in most', async () => {
  const rows = await splitsOf('planted');
  const network = rows.filter(({ method }) => method === 'network');
  expect(network).toHaveLength(19);
  for (const { split, selectivity } of network) expect(selectivity, split).toBeGreaterThan(0);
  const more = rows.filter(({ method, difference }) => method === 'attribution-class' && (difference ?? 0) > 0);
  expect(more.length).toBeGreaterThan(10);
}, 120_000);

it('asks nothing of clusters that do not matter', async () => {
  expect(await splitsOf('planted-null')).toEqual([]);
}, 120_000);
