import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSubject } from '../../../../src/engine/passes/subject.ts';
import { ranked, steerByHand } from '../../../../src/methods/intervention/by-hand.ts';
import { runStudy } from '../../../../src/run/runner.ts';
import { Tables } from '../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../study.ts';
import { writeSmallStudy } from '../../small-study.ts';
import { unitsOfStages } from '../../units-of-stages.ts';
import { expectRows } from '../kernels/oracle-rows.ts';

const NEEDED = [
  ...['evaluate', 'attribute', 'load', 'units', 'correlate', 'network', 'cluster', 'centrality', 'metrics', 'steer'],
  'next-token',
];
const QUICK = [
  ...['stability.seeds=2', 'stability.subsamples=2', 'stability.case_drops=2'],
  ...['steering.arms=[carriers]', 'steering.pool_pairs=0', 'steering.single_factors=[1, 10, 40]'],
];

interface Row {
  feature_id: number;
  prompt_id: number;
  factor: number;
  side: 'before' | 'after';
  rank: number;
  token_id: number;
  token: string;
  probability: number;
  reason: string | null;
}

let folder: string;
let study: ReturnType<typeof loadStudy>;
let tables: Tables;
let rows: Row[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-next-token-'));
  const target = { mode: 'quiet' as const, width: 80, now: () => 0, write: () => undefined };
  study = loadStudy(await writeSmallStudy(folder), QUICK);
  const out = join(folder, 'run');
  await runStudy({ study, out, units: unitsOfStages(study, NEEDED), codeOf: () => 'test', force: false, threads: 1, target }); // biome-ignore format: one line
  tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  rows = await tables.sql<Row>('SELECT * FROM feature_next_token ORDER BY feature_id, side, rank');
}, 240_000);
afterAll(() => {
  tables?.close();
  rmSync(folder, { recursive: true });
});

describe('next tokens', () => {
  it('are of every kept feature and every carrier, at one factor that moves half of them', async () => {
    const sql = "SELECT DISTINCT feature_ids[1]::INTEGER AS id FROM steering_set WHERE arm IN ('single', 'carriers') ORDER BY id"; // biome-ignore format: one line
    const due = await tables.sql<{ id: number }>(sql);
    expect(due.length).toBeGreaterThan(20);
    expect([...new Set(rows.map((row) => row.feature_id))]).toEqual(due.map(({ id }) => id));
    const [factor, ...others] = new Set(rows.map((row) => row.factor));
    expect(others).toEqual([]);
    expect(study.steering.single_factors).toContain(factor);
  });

  it('are on the steered prompt where the feature is most active', async () => {
    const [{ n }] = await tables.sql<{ n: number }>(`
      WITH most AS (SELECT feature_id, max(activation) AS activation FROM attribution WHERE position > 0 GROUP BY feature_id)
      SELECT count(*)::INTEGER AS n FROM (SELECT DISTINCT feature_id, prompt_id FROM feature_next_token WHERE reason IS NULL) AS own
      JOIN most USING (feature_id)
      WHERE NOT EXISTS (
        SELECT 1 FROM attribution a
        WHERE a.feature_id = own.feature_id AND a.prompt_id = own.prompt_id AND a.activation = most.activation AND position > 0)`);
    expect(n).toBe(0);
    expect(rows.some((row) => row.reason === null)).toBe(true);
  });

  it('are what `cofire steer` says of that prompt, feature and factor', async () => {
    const hand = steerByHand(await openSubject(study), 1);
    const tasks = await tables.sql<{ prompt_id: number; tokens: number[] }>('SELECT prompt_id, list(token_id ORDER BY position) AS tokens FROM token GROUP BY prompt_id'); // biome-ignore format: one line
    const { mode, base_factor, positions } = study.steering;
    const features = [...new Set(rows.map((row) => row.feature_id))];
    for (const feature of [features[0], features[features.length >> 1], features[features.length - 1]]) {
      const own = rows.filter((row) => row.feature_id === feature);
      const [{ prompt_id, factor }] = own;
      const tokens = Int32Array.from(tasks.find((task) => task.prompt_id === prompt_id)?.tokens ?? []);
      const push = { featureIds: [feature], mode, coefficient: factor * base_factor, positions };
      for (const side of ['before', 'after'] as const) {
        const said = ranked(await hand.next(tokens, side === 'before' ? null : push));
        const here = own.filter((row) => row.side === side);
        expect(here.slice(0, 10).map((row) => row.token_id)).toEqual(said.slice(0, 10).map(({ token }) => token));
        for (const row of here) expect(row.probability).toBeCloseTo(said[row.rank].probability, 12);
      }
    }
    await hand.release();
  });

  it('agree with the steering that was run: the answer is as likely', async () => {
    const found = await tables.sql<{ before: number; after: number }>(`
      SELECT abs(own.probability - IF(own.side = 'before', p.answer_prob, s.answer_prob)) AS before, s.answer_prob AS after
      FROM feature_next_token own
      JOIN steering_set set_of ON set_of.arm IN ('single', 'carriers') AND set_of.feature_ids[1] = own.feature_id
      JOIN steering s ON s.set_id = set_of.set_id AND s.prompt_id = own.prompt_id AND s.factor = own.factor AND s.scaling = 'none'
      JOIN prompt p ON p.prompt_id = own.prompt_id AND p.answer_token = own.token_id`);
    expect(found.length).toBeGreaterThan(20);
    expect(Math.max(...found.map((row) => row.before))).toBeLessThan(1e-4);
  });
});

it('on the bundled model the dose, the prompt and every token are those of PyTorch in float64', async () => {
  const oracle = JSON.parse(readFileSync('fixtures/oracles/single.oracle.json', 'utf8'));
  const lines = readFileSync('studies/tasks/sports.csv', 'utf8').split(/\r?\n/);
  // Of awk: NR == 1 || NR % 4 == 2.
  writeFileSync(join(folder, 'few.csv'), `${lines.filter((line, i) => line !== '' && (i === 0 || i % 4 === 1)).join('\n')}\n`); // biome-ignore format: one line
  const few = ['steering.single_factors=[1, 10]', 'steering.factors=[1]', 'steering.scaling=[none]', 'steering.experiments=[]']; // biome-ignore format: one line
  const bundled = loadStudy(resolve('studies/sports.yaml'), [...QUICK, ...few, `task.file=${join(folder, 'few.csv')}`]);
  const out = join(folder, 'bundled');
  const target = { mode: 'quiet' as const, width: 80, now: () => 0, write: () => undefined };
  await runStudy({ study: bundled, out, units: unitsOfStages(bundled, NEEDED), codeOf: () => 'test', force: false, threads: 1, target }); // biome-ignore format: one line
  const opened = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  const asked = [...new Set(oracle.next_token.map((row: Row) => row.feature_id))];
  const found = await opened.sql<Row>(`SELECT * FROM feature_next_token WHERE feature_id IN (${asked.join()})`);
  opened.close();
  const keyOf = ({ feature_id, side, rank }: Row): string => `${feature_id} ${side} ${rank}`;
  const byKey = new Map(found.map((row) => [keyOf(row), row]));
  expect(found).toHaveLength(oracle.next_token.length);
  for (const row of oracle.next_token) expectRows([byKey.get(keyOf(row)) ?? {}], [row], oracle.tolerance.probability);
}, 240_000);
