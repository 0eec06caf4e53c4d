/** The stage on the bundled model, against PyTorch in float64: fixtures/oracles/transfer.py says how its values were made. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStudy } from '../../../../src/run/runner.ts';
import { Tables } from '../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../study.ts';
import { unitsOfStages } from '../../units-of-stages.ts';

const NEEDED = ['evaluate', 'attribute', 'load', 'correlate', 'network', 'cluster', 'transfer'];
const MINUTES = 60_000;
const at = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

type Row = Readonly<Record<string, string | number | null>>;

const oracle = JSON.parse(readFileSync(at('fixtures/oracles/transfer.oracle.json'), 'utf8')) as {
  readonly tolerance: number;
  readonly rows: readonly Row[];
};

let folder: string;
let stored: Row[];
let said = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-transfer-'));
  const lines = (path: string) => readFileSync(at(path), 'utf8').split(/\r?\n/);
  // Of awk: NR == 1 || NR % every == 0.
  const some = (path: string, every: number, name: string): void => {
    const own = lines(path).filter((line, i) => line !== '' && (i === 0 || (i + 1) % every === 0));
    writeFileSync(join(folder, name), `${own.join('\n')}\n`);
  };
  some('studies/tasks/sports.csv', 2, 'task.csv');
  some('studies/tasks/sports-template.csv', 2, 'template.csv');
  some('studies/tasks/facts.csv', 5, 'other.csv');
  writeFileSync(join(folder, 'generic.txt'), `${lines('fixtures/corpus/generic.txt').slice(0, 60).join('\n')}\n`);
  stored = await run(['transfer.corpus=true', `transfer.tasks=[${join(folder, 'template.csv')}, ${join(folder, 'other.csv')}]`]); // biome-ignore format: one line
}, 5 * MINUTES);
afterAll(() => rmSync(folder, { recursive: true }));

async function run(settings: readonly string[]): Promise<Row[]> {
  const own = [
    `task.file=${join(folder, 'task.csv')}`,
    `corpus.file=${join(folder, 'generic.txt')}`,
    'cluster.min_size=13',
  ];
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
  const found = await tables.sql<Row>('SELECT * FROM cluster_transfer ORDER BY ALL');
  tables.close();
  return found;
}

describe('the recommended study', () => {
  const found = (row: Row): Row =>
    stored.find((own) => own.cluster === row.cluster && own.target === row.target && own.name === row.name) ?? {};

  it('has every row of the reference, with as many prompts, as many of them right', () => {
    expect(stored).toHaveLength(oracle.rows.length);
    for (const row of oracle.rows)
      expect(found(row), `${row.cluster} ${row.target}`).toMatchObject({ prompts: row.prompts, accuracy: row.accuracy }); // biome-ignore format: one line
  });

  it('has its losses and KL', () => {
    for (const row of oracle.rows) {
      const own = found(row);
      if (row.loss === null) expect(own.loss).toBeNull();
      else {
        expect(Math.abs(Number(own.loss) - Number(row.loss))).toBeLessThan(oracle.tolerance);
        expect(Number(own.low)).toBeLessThan(Number(own.loss));
        expect(Number(own.high)).toBeGreaterThan(Number(own.loss));
      }
      expect(Math.abs(Number(own.kl) - Number(row.kl))).toBeLessThan(oracle.tolerance / 10);
    }
  });

  it('has its ratios of the KL, and intervals about them, without an upper bound where hardly anything changes', () => {
    for (const row of oracle.rows) {
      const own = found(row);
      // A KL of a few millionths has the rounding of float32 log-probabilities in its first digits.
      const close = Number(row.kl) > 1e-5 ? 0.005 : 0.1;
      expect(Math.abs(Number(own.ratio) / Number(row.ratio) - 1), `${row.cluster} ${row.target}`).toBeLessThan(close);
      expect(Number(own.ratio_low)).toBeLessThanOrEqual(Number(own.ratio));
      if (own.ratio_high === null)
        expect([own.reason, Number(row.kl) < 1e-5]).toEqual([expect.stringContaining('no upper bound'), true]); // biome-ignore format: one line
      else expect(Number(own.ratio_high)).toBeGreaterThanOrEqual(Number(own.ratio));
    }
    expect(said).toContain('for 0 of 2 clusters; it costs the contrast there for');
    expect(said).not.toContain('NaN');
  });
});

it('nothing is taken out elsewhere where nothing is named', async () => {
  expect(await run(['transfer.tasks=[]', 'transfer.corpus=false'])).toEqual([]);
  expect(said).not.toContain('taken out of other');
});

it('without a kept cluster the run says so', async () => {
  expect(await run(['transfer.tasks=[]', 'cluster.min_size=500'])).toEqual([]);
  expect(said).toContain('no cluster is kept');
});
