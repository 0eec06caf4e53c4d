/**
 * The stage on the recommended study with every second prompt, against PyTorch in float64, SciPy and scikit-learn: fixtures/oracles/effect.py
 * says how its values were made.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REFERENCES, type Reference } from '../../../../pipeline/cooccurrence/kernels/effect/references.ts';
import { runStudy } from '../../../../src/run/runner.ts';
import { Tables } from '../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../study.ts';
import { unitsOfStages } from '../../units-of-stages.ts';

const NEEDED = [
  'evaluate',
  'attribute',
  'load',
  'units',
  'correlate',
  'network',
  'cluster',
  'held-out',
  'relevance',
  'effect',
  'effect-splits',
];
/** So many that a p of 0.025 can be reached. */
const DEALS = 45;
const MINUTES = 60_000;
const at = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

type Row = Readonly<Record<string, string | number | boolean | null>>;

const oracle = JSON.parse(readFileSync(at('fixtures/oracles/effect.oracle.json'), 'utf8')) as {
  readonly tolerance: number;
  readonly members: readonly Row[];
  readonly effects: readonly Row[];
  readonly groupings: readonly Row[];
  readonly splits: readonly Row[];
};

interface Stored {
  readonly members: Row[];
  readonly effects: Row[];
  readonly groupings: Row[];
  readonly splits: Row[];
  /** What the run said. */
  readonly said: string;
}

let folder: string;
let stored: Stored;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-effect-'));
  const lines = readFileSync(at('studies/tasks/sports.csv'), 'utf8').split(/\r?\n/);
  // Of awk: NR == 1 || NR % 2 == 0.
  const some = lines.filter((line, i) => line !== '' && (i === 0 || i % 2 === 1));
  writeFileSync(join(folder, 'task.csv'), `${some.join('\n')}\n`);
  stored = await run([]);
}, 5 * MINUTES);
afterAll(() => rmSync(folder, { recursive: true }));

async function run(settings: readonly string[]): Promise<Stored> {
  // Without random sets relevance says nothing, and deals are made.
  const own = [
    `task.file=${join(folder, 'task.csv')}`,
    'cluster.min_size=13',
    `effect.permutations=${DEALS}`,
    'relevance.random_sets=0',
  ];
  const study = loadStudy(at('studies/sports-recommended.yaml'), ['features.merge_copies=false', ...own, ...settings]);
  const out = join(folder, 'out');
  let said = '';
  const write = (text: string): void => {
    said += text;
  };
  const target = { mode: 'lines' as const, width: 80, now: () => 0, write };
  const units = unitsOfStages(study, NEEDED);
  await runStudy({ study, out, units, codeOf: () => 'test', force: false, threads: 1, target });
  const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  const all = (table: string): Promise<Row[]> => tables.sql<Row>(`SELECT * FROM "${table}" ORDER BY ALL`);
  const found = { members: await all('grouping_member'), effects: await all('cluster_effect'), groupings: await all('grouping'), splits: await all('grouping_split'), said }; // biome-ignore format: one line
  tables.close();
  return found;
}

const isReference = (method: unknown): boolean => REFERENCES.includes(method as Reference);

/** Largest difference by column; what is not a measured number is compared exactly. */
function differences(
  found: readonly Row[],
  wanted: readonly Row[],
  key: readonly string[],
  measured: readonly string[],
) {
  const keyOf = (row: Row): string => key.map((column) => row[column]).join();
  const rows = new Map(found.map((row) => [keyOf(row), row]));
  const worst = new Map(measured.map((column) => [column, 0]));
  for (const row of wanted)
    for (const [column, value] of Object.entries(row)) {
      const own = rows.get(keyOf(row))?.[column];
      const where = `${column} of ${keyOf(row)}`;
      if (!measured.includes(column) || value === null) expect(own, where).toBe(value);
      else worst.set(column, Math.max(worst.get(column) ?? 0, Math.abs(Number(own) - Number(value))));
    }
  return [...worst].filter(([, difference]) => !(difference <= oracle.tolerance));
}

describe('tables of the recommended study', () => {
  it('have the groups of the reference, feature by feature', () => {
    expect(stored.members).toHaveLength(oracle.members.length);
    expect(differences(stored.members, oracle.members, ['method', 'feature_id'], [])).toEqual([]);
  });

  it('have its losses by stratum and its selectivities', () => {
    expect(stored.effects).toHaveLength(oracle.effects.length);
    const key = ['method', 'cluster', 'stratum'];
    expect(differences(stored.effects, oracle.effects, key, ['loss', 'selectivity'])).toEqual([]);
  });

  it('have its mean selectivity of every grouping, and what that shares with the classes', () => {
    expect(differences(stored.groupings, oracle.groupings, ['method'], ['selectivity', 'nmi_class'])).toEqual([]);
  });

  it('have the selectivities of further splits, each with its own clusters', () => {
    const measured = ['selectivity', 'difference'];
    expect(differences(stored.splits, oracle.splits, ['method', 'split'], measured)).toEqual([]);
    expect(new Set(stored.splits.map(({ split }) => split)).size).toBe(19);
    for (const { method, difference } of stored.splits) expect(difference === null).toBe(method === 'network');
  });

  it('hold every grouping against the deals', () => {
    const dealt = stored.groupings.filter(({ method }) => method !== 'permuted' && !isReference(method));
    for (const row of dealt) {
      expect(row).toMatchObject({ replicates: DEALS, reason: null });
      expect(Number(row.p)).toBeGreaterThanOrEqual(1 / (1 + DEALS));
      expect(Number(row.null_sd)).toBeGreaterThan(0);
    }
    for (const row of stored.effects.filter(({ stratum }) => stratum === null))
      expect(row.sets).toBe(isReference(row.method) ? 0 : DEALS);
    expect(stored.said).toContain('Taking one of 4 clusters out of held-out prompts costs its own class');
    expect(stored.said).not.toContain('NaN');
  });
});

it('without deals the groupings are as they were, and the rows say why nothing stands beside them', async () => {
  const without = await run(['effect.permutations=0']);
  expect(without.members).toEqual(stored.members);
  expect(differences(without.effects, oracle.effects, ['method', 'cluster', 'stratum'], ['loss', 'selectivity'])).toEqual([]); // biome-ignore format: one line
  for (const row of without.groupings.filter(({ method }) => !isReference(method))) expect(row).toMatchObject({ p: null, reason: expect.stringContaining('0 deals') }); // biome-ignore format: one line
});

it('where the first half finds no cluster every grouping says so', async () => {
  const none = await run(['cluster.min_size=500']);
  expect([none.members, none.effects]).toEqual([[], []]);
  expect(none.groupings).toHaveLength(9);
  for (const row of none.groupings)
    expect(row).toMatchObject({ selectivity: null, reason: 'the first half of the prompts finds no kept cluster' });
  expect(none.said).toContain('No cluster was taken out');
});
