/**
 * The path from mean codes on the bundled study with every fourth prompt, against PyTorch in float64: fixtures/oracles/verify.py says how its
 * values were made.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { completeness } from '../../../../../pipeline/cooccurrence/kernels/attribution-check/mean-path.ts';
import { runStudy } from '../../../../../src/run/runner.ts';
import { Tables } from '../../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../../study.ts';
import { unitsOfStages } from '../../../units-of-stages.ts';

const NEEDED = ['evaluate', 'attribute', 'load', 'verify'];
const at = (path: string): string => fileURLToPath(new URL(`../../../../../${path}`, import.meta.url));

type Row = Readonly<Record<string, number>>;

const oracle = JSON.parse(readFileSync(at('fixtures/oracles/verify.oracle.json'), 'utf8')) as {
  readonly tolerance: number;
  readonly paths: readonly Row[];
  readonly cells: readonly Row[];
};

let folder: string;
let paths: Row[];
let cells: Row[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-mean-path-'));
  const lines = readFileSync(at('studies/tasks/sports.csv'), 'utf8').split(/\r?\n/);
  // Of awk: NR == 1 || NR % 4 == 2.
  const some = lines.filter((line, i) => line !== '' && (i === 0 || i % 4 === 1));
  writeFileSync(join(folder, 'task.csv'), `${some.join('\n')}\n`);
  const check = ['attribution_check.prompts=5', 'attribution_check.top_features=4', 'attribution_check.cells=12'];
  const study = loadStudy(at('studies/sports.yaml'), [`task.file=${join(folder, 'task.csv')}`, ...check]);
  const out = join(folder, 'out');
  const target = { mode: 'lines' as const, width: 80, now: () => 0, write: () => undefined };
  const units = unitsOfStages(study, NEEDED);
  await runStudy({ study, out, units, codeOf: () => 'test', force: false, threads: 1, target });
  const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  paths = await tables.sql<Row>('SELECT * FROM attribution_path ORDER BY prompt_id');
  cells = await tables.sql<Row>('SELECT * FROM attribution_check ORDER BY prompt_id, feature_id');
  tables.close();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Every number of the reference beside the run's, relative to the largest of its column. */
function expectSame(found: readonly Row[], wanted: readonly Row[]): void {
  expect(found).toHaveLength(wanted.length);
  for (const column of Object.keys(wanted[0])) {
    const largest = Math.max(...wanted.map((row) => Math.abs(row[column])));
    wanted.forEach((row, i) => {
      expect(Math.abs(found[i][column] - row[column]), `${column}, row ${i}`).toBeLessThanOrEqual(oracle.tolerance * Math.max(1e-3, largest)); // biome-ignore format: one line
    });
  }
}

it('has both contrasts, and sums over all features, of the reference', () => expectSame(paths, oracle.paths));

it('says of every cell what the reference says, along the path and centred', () => expectSame(cells, oracle.cells));

it('adds up: completeness, and nothing for a code that does not vary', () => {
  for (const { contrast, reference, integrated, error } of paths) {
    expect(error).toBeCloseTo(integrated - (contrast - reference), 9);
    expect(Math.abs(error)).toBeLessThan(0.05);
  }
  expect(completeness(paths as never)).toMatch(/add up to the 12\.87 logits .* at most 0\.016 on a prompt/);
});
