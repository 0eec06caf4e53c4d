/** The stage on the bundled model; selectivities of the network's own clusters are those of stage `effect`, which an oracle holds. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runStudy } from '../../../../src/run/runner.ts';
import { Tables } from '../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../study.ts';
import { unitsOfStages } from '../../units-of-stages.ts';

const NEEDED = ['evaluate', 'attribute', 'load', 'units', 'correlate', 'network', 'cluster', 'held-out', 'source'];
const MINUTES = 60_000;
const at = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

type Row = Readonly<Record<string, string | number | null>>;
const oracle = JSON.parse(readFileSync(at('fixtures/oracles/effect.oracle.json'), 'utf8')) as {
  readonly groupings: readonly Row[];
};

let folder: string;
let said = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-source-'));
  const lines = readFileSync(at('studies/tasks/sports.csv'), 'utf8').split(/\r?\n/);
  const some = lines.filter((line, i) => line !== '' && (i === 0 || i % 2 === 1));
  writeFileSync(join(folder, 'task.csv'), `${some.join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(settings: readonly string[]): Promise<{ sources: Row[]; edges: number }> {
  const own = [`task.file=${join(folder, 'task.csv')}`, 'cluster.min_size=13', 'transfer.tasks=[]'];
  const study = loadStudy(at('studies/sports-recommended.yaml'), ['features.merge_copies=false', ...own, ...settings]);
  const out = join(folder, 'out');
  said = '';
  const write = (text: string): void => {
    said += text;
  };
  const target = { mode: 'lines' as const, width: 80, now: () => 0, write };
  const units = unitsOfStages(study, NEEDED);
  await runStudy({ study, out, units, codeOf: () => 'test', force: false, threads: 1, target });
  const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  const sources = await tables.sql<Row>('SELECT * FROM network_source ORDER BY rowid');
  const [{ edges }] = await tables.sql<{ edges: number }>('SELECT count(*)::INTEGER AS edges FROM edge');
  tables.close();
  return { sources, edges };
}

it('networks of codes stand beside that of attributions, with as many edges', async () => {
  const { sources, edges } = await run([]);
  expect(sources.map(({ source }) => source)).toEqual(['attribution', 'activation', 'generic']);
  for (const row of sources) {
    expect(row).toMatchObject({ edges, reason: null });
    expect(Number(row.n_units)).toBeLessThanOrEqual(Number(row.n));
  }
  const [own, ...others] = sources;
  expect(own.ami).toBeCloseTo(1, 10);
  for (const { ami } of others) expect(Number(ami)).toBeLessThan(0.9);
  const wanted = oracle.groupings.find(({ method }) => method === 'network')?.selectivity;
  expect(Math.abs(Number(own.selectivity) - Number(wanted))).toBeLessThan(1e-5);
  expect(said).toContain('of networks with as many edges: activation');
}, 5 * MINUTES); // biome-ignore format: one line

it('nothing is made where nothing is asked, and one that is asked alone stands beside the study’s', async () => {
  expect((await run(['sources.networks=[]'])).sources).toEqual([]);
  const { sources } = await run(['sources.networks=[activation]']);
  expect(sources.map(({ source }) => source)).toEqual(['attribution', 'activation']);
}, 5 * MINUTES); // biome-ignore format: one line
