/**
 * The stage on the bundled study with every fourth prompt, against PyTorch in float64 and SciPy: fixtures/oracles/relevance.py says how
 * its values were made.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStudy } from '../../../../src/run/runner.ts';
import { Tables } from '../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../study.ts';
import { unitsOfStages } from '../../units-of-stages.ts';

const NEEDED = ['evaluate', 'attribute', 'load', 'units', 'correlate', 'network', 'cluster', 'held-out', 'relevance'];
/** So many that their evaluations fill more than one shard. */
const RANDOM_SETS = 60;
const MINUTES = 60_000;
const at = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

type Row = Readonly<Record<string, string | number | null>>;

const oracle = JSON.parse(readFileSync(at('fixtures/oracles/relevance.oracle.json'), 'utf8')) as {
  readonly tolerance: number;
  readonly rows: readonly Row[];
};

let folder: string;
let stored: Row[];
/** What the last run said. */
let said = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-relevance-'));
  const lines = readFileSync(at('studies/tasks/sports.csv'), 'utf8').split(/\r?\n/);
  // Of awk: NR == 1 || NR % 4 == 2.
  const some = lines.filter((line, i) => line !== '' && (i === 0 || i % 4 === 1));
  writeFileSync(join(folder, 'task.csv'), `${some.join('\n')}\n`);
  stored = await run([]);
}, 5 * MINUTES);
afterAll(() => rmSync(folder, { recursive: true }));

async function run(settings: readonly string[]): Promise<Row[]> {
  const own = [`task.file=${join(folder, 'task.csv')}`, `relevance.random_sets=${RANDOM_SETS}`];
  const study = loadStudy(at('studies/sports.yaml'), [...own, ...settings]);
  const out = join(folder, 'out');
  said = '';
  const write = (text: string): void => {
    said += text;
  };
  const target = { mode: 'lines' as const, width: 80, now: () => 0, write };
  const units = unitsOfStages(study, NEEDED);
  await runStudy({ study, out, units, codeOf: () => 'test', force: false, threads: 1, target });
  const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  const rows = await tables.sql<Row>('SELECT * FROM relevance');
  tables.close();
  return rows;
}

const keyOf = ({ set, scope, stratum }: Row): string => `${set}, ${scope}, ${stratum}`;
/** What a row says without random sets. */
function measured(rows: readonly Row[]): Row[] {
  const own = Object.keys(oracle.rows[0]);
  return rows.map((row) => Object.fromEntries(own.map((column) => [column, row[column]])));
}
const isCompared = ({ set, scope, stratum }: Row): boolean =>
  scope === 'held-out' && stratum === null && (set === 'selected' || set === 'kept');

describe('rows of the bundled study', () => {
  it('are those of the reference: each set, over all prompts and the held-out ones, together and by stratum', () => {
    const sets = stored.filter(({ set }) => set !== 'all' && set !== 'none');
    expect(sets.map(keyOf).sort()).toEqual(oracle.rows.map(keyOf).sort());
  });

  it('agree with it in every column, at its tolerance; whole numbers and missing values exactly', () => {
    const found = new Map(stored.map((row) => [keyOf(row), row]));
    const worst = new Map<string, number>();
    for (const wanted of oracle.rows) {
      const row = found.get(keyOf(wanted));
      for (const [column, value] of Object.entries(wanted)) {
        const own = row?.[column];
        const where = `${column} of ${keyOf(wanted)}`;
        const exact = typeof value !== 'number' || ['n', 'n_units', 'width', 'prompts'].includes(column);
        if (exact || typeof own !== 'number') expect(own, where).toBe(value);
        else worst.set(column, Math.max(worst.get(column) ?? 0, Math.abs(own - value)));
      }
    }
    expect(worst.size).toBe(9);
    expect([...worst].filter(([, difference]) => !(difference <= oracle.tolerance))).toEqual([]);
  });

  it('have faithfulness and necessity 1 of all features and 0 of none, and a reason where they have none', () => {
    const shares = stored.filter(({ necessity }) => necessity !== null);
    for (const [set, share] of [
      ['all', 1],
      ['none', 0],
    ] as const) {
      // biome-ignore format: one line
      const own = shares.filter((row) => row.set === set);
      expect(own.length).toBeGreaterThan(10);
      for (const { faithfulness, necessity } of own) expect([faithfulness, necessity]).toEqual([share, share]);
    }
    for (const { faithfulness, necessity, reason } of stored)
      expect([faithfulness === null, reason !== null]).toEqual([necessity === null, necessity === null]);
  });

  it('have random sets for the selected and the kept features on held-out prompts, and nowhere else', () => {
    expect(stored.filter(({ random_sets: sets }) => sets !== null).map(keyOf)).toEqual(
      stored.filter(isCompared).map(keyOf),
    );
    expect(stored.filter(isCompared)).toHaveLength(2);
    for (const row of stored) {
      const columns = Object.keys(row).filter((name) => name === 'p' || /random|_low$|_high$/.test(name));
      expect(columns).toHaveLength(10);
      if (!isCompared(row)) expect(columns.filter((column) => row[column] !== null)).toEqual([]);
      else expect(row).toMatchObject({ random_sets: RANDOM_SETS, random_pool: 'outside' });
    }
  });

  it('show that the clustered features do not matter: random sets alike in mass carry the task, they do not', () => {
    for (const row of stored.filter(isCompared)) {
      const value = (column: string): number => Number(row[column]);
      expect(value('random_mass')).toBeGreaterThan(0.5);
      expect(value('random_mass')).toBeLessThan(2);
      for (const name of ['faithfulness', 'necessity']) {
        expect(Math.abs(value(name))).toBeLessThan(0.02);
        expect(value(`${name}_low`)).toBeGreaterThan(0.1);
        expect(value(`${name}_random`)).toBeGreaterThan(value(`${name}_low`));
        expect(value(`${name}_high`)).toBeGreaterThan(value(`${name}_random`));
      }
      expect(row.p).toBe(1);
    }
  });
});

it('the stage says so', () => {
  const sentence =
    /The 97 clustered features \(3 without copies\) do not matter for this task: taking them out of 12 held-out/;
  expect(said).toMatch(sentence);
  expect(said).not.toContain('NaN');
});

it('rows are bit-identical after the first half of the shards was lost', async () => {
  const shards = join(folder, 'out', 'shards');
  const own = join(shards, readdirSync(shards).find((name) => name.startsWith('relevance')) ?? '');
  const count = readdirSync(own).filter((name) => /^\d+\.shard$/.test(name)).length;
  expect(count).toBeGreaterThan(1);
  for (let index = 0; index < count / 2; index++) rmSync(join(own, `${index}.shard`));
  rmSync(join(folder, 'out', 'study.duckdb'));
  expect(await run([])).toEqual(stored);
});

it('without random sets everything else is as it was, and the rows say that none were asked for', async () => {
  const rows = await run(['relevance.random_sets=0']);
  expect(measured(rows)).toEqual(measured(stored));
  for (const row of rows.filter(isCompared)) {
    expect(row).toMatchObject({ necessity_high: null, p: null, reason: expect.any(String) });
    expect(row.reason).not.toContain('fewer features fire');
  }
});

it('where no cluster is kept, nothing is said of whether its features matter', async () => {
  const rows = await run(['relevance.random_sets=2', 'cluster.min_size=500']);
  expect(rows.find((row) => row.set === 'kept' && isCompared(row))).toMatchObject({ n: 0, random_sets: null, p: null });
  expect(said).toContain('Whether the clustered features matter for the task ');
  expect(said).not.toContain('NaN');
});
