import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runStudy } from '../../../../src/run/runner.ts';
import { Tables } from '../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../study.ts';
import { writeSmallStudy } from '../../small-study.ts';
import { unitsOfStages } from '../../units-of-stages.ts';

const NEEDED = ['evaluate', 'attribute', 'load', 'verify'];
const SMALL = ['attribution_check.prompts=6', 'attribution_check.top_features=3', 'attribution_check.cells=20'];

let folder: string;
let file: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-verify-'));
  file = await writeSmallStudy(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run<Row>(settings: readonly string[], query: string): Promise<{ rows: Row[]; printed: string }> {
  const printed: string[] = [];
  const target = {
    mode: 'lines' as const,
    width: 80,
    now: () => 0,
    write: (text: string) => printed.push(text),
  };
  const study = loadStudy(file, [...SMALL, ...settings]);
  const out = join(folder, 'out');
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
  return { rows, printed: printed.join('\n') };
}

it('under `last` a gradient is the value that the network is made of', async () => {
  const { rows } = await run<{ worst: number; cells: number; top: number }>(
    [],
    `SELECT max(abs(gradient - value)) AS worst, count(*) AS cells, count(*) FILTER (sample = 'top') AS top
     FROM attribution_check JOIN prompt_feature USING (prompt_id, feature_id)`,
  );
  expect(rows[0].worst).toBeLessThan(1e-5);
  expect(rows[0]).toMatchObject({ cells: 38, top: 18 });
});

it('stores the comparison of each sample with both other methods and says it in a line', async () => {
  const { rows, printed } = await run<{ method: string; cells: number; least: number }>(
    ['attribution_check.least=0.6'],
    'SELECT * FROM attribution_agreement ORDER BY sample, method',
  );
  expect(rows.map(({ method, cells }) => `${method} ${cells}`)).toEqual([
    'exact 20',
    'integrated-from-means 20',
    'integrated-gradients 20',
    'exact 18',
    'integrated-from-means 18',
    'integrated-gradients 18',
  ]);
  expect(rows.every(({ least }) => least === 0.6)).toBe(true);
  expect(printed).toMatch(/random features: rank correlation -?\d\.\d\d with exact removal, slope/);
});

it('warns where agreement is below what the study asks for', async () => {
  const { rows, printed } = await run<{ status: string }>(
    ['attribution_check.least=1'],
    `SELECT status FROM attribution_agreement WHERE method = 'exact' AND sample = 'random'`,
  );
  expect(rows).toEqual([{ status: 'poor' }]);
  expect(printed).toContain('WARNING: gradient attributions agree poorly with removing each feature');
});

it('removes what the positions rule counts: sums over positions, BOS left out', async () => {
  const { rows } = await run<{ worst: number; sum: number }>(
    ['attribution.positions=sum', 'attribution.bos=exclude'],
    `SELECT max(abs(gradient - value)) AS worst,
       (SELECT max(abs(gradient - total)) FROM attribution_check JOIN (SELECT prompt_id, feature_id, sum(attribution::DOUBLE) AS total
         FROM attribution GROUP BY ALL) USING (prompt_id, feature_id)) AS sum
     FROM attribution_check JOIN prompt_feature USING (prompt_id, feature_id)`,
  );
  expect(rows[0].worst).toBeLessThan(1e-5);
  expect(rows[0].sum).toBeGreaterThan(1e-3);
});

it('leaves tables empty when nothing is asked for', async () => {
  const { rows, printed } = await run(['attribution_check.prompts=0'], 'SELECT * FROM attribution_check');
  expect(rows).toEqual([]);
  expect(printed).toContain('no attribution was checked');
});
