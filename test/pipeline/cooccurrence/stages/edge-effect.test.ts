/** The stage on the bundled model, against PyTorch (fixtures/oracles/edge_effect.py), and on a built model whose chains are known. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chainWorld } from '../../../../fixtures/planted/build/chain.ts';
import { ANSWERS } from '../../../../fixtures/planted/build/words.ts';
import { taskCsv, writeWorld } from '../../../../fixtures/planted/build/write.ts';
import { runStudy } from '../../../../src/run/runner.ts';
import { Tables } from '../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../study.ts';
import { unitsOfStages } from '../../units-of-stages.ts';

const NEEDED = ['evaluate', 'attribute', 'load', 'units', 'correlate', 'network', 'edge-effect'];
const MINUTES = 60_000;
const at = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

type Row = Readonly<Record<string, string | number | boolean | null>>;
const oracle = JSON.parse(readFileSync(at('fixtures/oracles/edge_effect.oracle.json'), 'utf8')) as {
  readonly tolerance: number;
  readonly rows: readonly Row[];
  readonly summary: readonly Row[];
};

let folder: string;
let said = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-edge-effect-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(
  file: string,
  out: string,
  settings: readonly string[],
): Promise<{ effects: Row[]; summary: Row[] }> {
  const study = loadStudy(file, ['features.merge_copies=false', ...settings]);
  said = '';
  const write = (text: string): void => {
    said += text;
  };
  const target = { mode: 'lines' as const, width: 80, now: () => 0, write };
  const units = unitsOfStages(study, NEEDED);
  await runStudy({ study, out, units, codeOf: () => 'test', force: false, threads: 1, target });
  const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  const effects = await tables.sql<Row>('SELECT * FROM edge_effect ORDER BY pair, edge DESC');
  const summary = await tables.sql<Row>('SELECT * FROM edge_effect_summary ORDER BY rowid');
  tables.close();
  return { effects, summary };
}

it('effects are those of PyTorch; nothing is taken out where nothing is asked', async () => {
  const lines = readFileSync(at('studies/tasks/sports.csv'), 'utf8').split(/\r?\n/);
  writeFileSync(join(folder, 'task.csv'), `${lines.filter((line, i) => line !== '' && (i === 0 || i % 3 === 2)).join('\n')}\n`); // biome-ignore format: one line
  const own = [`task.file=${join(folder, 'task.csv')}`, 'transfer.tasks=[]'];
  const file = at('studies/sports-recommended.yaml');
  const { effects, summary } = await run(file, join(folder, 'sports'), [...own, 'edge_effect.sources=6', 'edge_effect.targets=3']); // biome-ignore format: one line
  expect(effects.map(({ source, target, edge, prompts }) => ({ source, target, edge, prompts }))).toEqual(
    oracle.rows.map(({ source, target, edge, prompts }) => ({ source, target, edge, prompts })),
  );
  effects.forEach((row, k) => {
    for (const column of ['attribution', 'effect', 'se']) {
      const wanted = oracle.rows[k]?.[column];
      if (wanted === null) expect(row[column]).toBeNull();
      else expect(Math.abs(Number(row[column]) - Number(wanted)), `${column} ${k}`).toBeLessThan(oracle.tolerance);
    }
  });
  expect(effects.some(({ effect }) => Math.abs(Number(effect)) > 0.1)).toBe(true);
  expect(summary.map(({ statistic, p }) => [statistic, p])).toEqual([['share', null], ['large', null], ['size', null]]); // biome-ignore format: one line
  for (const wanted of oracle.summary) {
    const own = summary.find(({ statistic }) => statistic === wanted.statistic);
    expect(own).toMatchObject({ pairs: wanted.pairs, sources: wanted.sources });
    for (const column of ['edges', 'non_edges'])
      expect(Math.abs(Number(own?.[column]) - Number(wanted[column])), column).toBeLessThan(oracle.tolerance);
  }
  expect(said).toContain('18 pairs of 6 features');
  const none = await run(file, join(folder, 'sports'), [...own, 'edge_effect.sources=0']);
  expect(none).toEqual({ effects: [], summary: [] });
  expect(said).not.toContain('no edge has a pair');
}, 5 * MINUTES); // biome-ignore format: one line

it('a planted chain is found: every edge changes its target, and no pair without one does', async () => {
  const world = chainWorld({ seed: 1, answers: ANSWERS.slice(0, 2), chains: 6 });
  const root = join(folder, 'chain');
  mkdirSync(root);
  await writeWorld(world, root);
  writeFileSync(join(root, 'task.csv'), taskCsv(world));
  const study = join(root, 'study.yaml');
  const lines = ['name: chain', 'preset: recommended', 'model: { path: model }', 'sae: { path: sae }', 'task: { file: task.csv }']; // biome-ignore format: one line
  writeFileSync(study, [...lines, 'features: { by: prevalence, min_prevalence: 0.05 }', 'cluster: { min_size: 2 }', ''].join('\n')); // biome-ignore format: one line
  const { effects, summary } = await run(study, join(root, 'out'), []);
  const chainOf = new Map([...world.groups].flatMap(([chain, ids]) => ids.map((id) => [id, chain])));
  expect(effects).toHaveLength(40);
  for (const { source, target, edge, effect, se, attribution } of effects) {
    // The network has the planted pairs for edges and no others.
    expect(chainOf.get(Number(source)) === chainOf.get(Number(target))).toBe(edge);
    const share = Math.abs(Number(effect)) / Number(attribution);
    // Three quarters of a code are taken out, and gelu's slope nearly doubles; what the norm divides by moves a target by two hundredths at most.
    if (edge) expect(Math.abs(Number(effect)) / Number(se)).toBeGreaterThan(3);
    if (edge) expect(share).toBeGreaterThan(0.5);
    else expect(share).toBeLessThan(0.02);
  }
  const large = summary.find(({ statistic }) => statistic === 'large');
  expect(large).toMatchObject({ edges: 1, non_edges: 0, difference: 1, low: 1, high: 1, pairs: 20, reason: null });
  expect(large?.p).toBeLessThan(0.001);
  expect(said).toContain('by a tenth or more for 100 % of edges and 0 % of pairs without one');
}, 5 * MINUTES); // biome-ignore format: one line
