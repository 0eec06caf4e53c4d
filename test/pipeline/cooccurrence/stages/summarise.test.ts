import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runStudy } from '../../../../src/run/runner.ts';
import { Tables } from '../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../study.ts';
import { writeSmallStudy } from '../../small-study.ts';
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
  'centrality',
  'metrics',
  'steer',
  'interaction',
  'summarise',
];
const QUICK = ['stability.seeds=2', 'stability.subsamples=2', 'stability.case_drops=2'];

let folder: string;
let tables: Tables;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-summarise-'));
  const file = await writeSmallStudy(folder);
  const target = { mode: 'quiet' as const, width: 80, now: () => 0, write: () => undefined };
  const study = loadStudy(file, [
    ...QUICK,
    'steering.pool_pairs=200',
    'steering.pool_max_cosine=1',
    'steering.scaling=[none, norm-matched]',
  ]);
  const out = join(folder, 'run');
  await runStudy({
    study,
    out,
    units: unitsOfStages(study, NEEDED),
    codeOf: () => 'test',
    force: false,
    threads: 1,
    target,
  });
  tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
}, 180_000);
afterAll(() => {
  tables.close();
  rmSync(folder, { recursive: true });
});

it('the means of the pool are those of its pairs', async () => {
  const [{ worst }] = await tables.sql<{ worst: number }>(`
    WITH pool AS (
      SELECT 'interaction' AS measure, interaction AS value, within FROM interaction
      UNION ALL SELECT 'damage', damage, within FROM interaction
      UNION ALL SELECT 'excess', interaction - control_mean, within FROM interaction
      UNION ALL SELECT 'magnitude_excess', abs(interaction) - control_magnitude, within FROM interaction
      UNION ALL SELECT 'stratum_excess', stratum_magnitude - control_stratum_magnitude, within FROM interaction
    ), mean AS (
      SELECT measure, CASE WHEN within THEN 'within' ELSE 'between' END AS scope, avg(value) AS value
      FROM pool GROUP BY ALL
    )
    SELECT max(abs(estimate - value)) AS worst FROM mean JOIN interaction_summary USING (measure, scope)
    HAVING count(*) = 10`);
  expect(worst).toBeLessThan(1e-9);
});

it('the noise floor is that of float32, far below the interactions', async () => {
  const [{ floor, top }] = await tables.sql<{ floor: number; top: number }>(`
    SELECT estimate AS floor, (SELECT max(abs(interaction)) FROM interaction) AS top
    FROM interaction_summary WHERE measure = 'noise_floor'`);
  expect(floor).toBeGreaterThan(0);
  expect(floor).toBeLessThan(1e-4);
  expect(top).toBeGreaterThan(10 * floor);
});

it('within minus between has an interval, a p, a bound and its halves', async () => {
  const rows = await tables.sql<Record<string, number> & { measure: string }>(
    `SELECT * FROM interaction_summary WHERE scope = 'within-between'`,
  );
  expect(rows).toHaveLength(5);
  const [{ contrast }] = await tables.sql<{ contrast: number }>('SELECT avg(abs(logit_diff)) AS contrast FROM prompt');
  for (const row of rows) {
    const { measure, estimate, low, high, first_half: first, second_half: second, bound } = row;
    expect(low, measure).toBeLessThan(high);
    expect(estimate, measure).toBeGreaterThanOrEqual(low);
    expect(estimate, measure).toBeLessThanOrEqual(high);
    for (const p of [row.p, row.p_greater, row.p_equivalence]) {
      expect(p, measure).toBeGreaterThan(0);
      expect(p, measure).toBeLessThanOrEqual(1);
    }
    expect(bound, measure).toBeGreaterThan(0);
    // Halves of the prompts: of means over prompts, the whole lies between them.
    expect(row.bound_share, measure).toBeCloseTo(bound / contrast, 12);
    if (!/^(magnitude|stratum)_excess$/.test(measure)) {
      expect(estimate, measure).toBeGreaterThanOrEqual(Math.min(first, second) - 1e-9);
      expect(estimate, measure).toBeLessThanOrEqual(Math.max(first, second) + 1e-9);
    }
  }
});

it('cell means are those of the steering table', async () => {
  const [{ worst, rows }] = await tables.sql<{ worst: number; rows: number }>(`
    WITH mean AS (
      SELECT steering.mode, arm, size, factor, scaling, avg(prompt.answer_prob - steering.answer_prob) AS answer_prob,
        avg(prompt.logit_diff - steering.logit_diff) AS logit_diff, avg(steering.answer_rank - prompt.answer_rank) AS answer_rank,
        avg(prompt.answer_log_prob - steering.answer_log_prob) AS answer_log_prob,
        avg(steering.top10_entropy - prompt.top10_entropy) AS top10_entropy, avg(kl) AS kl
      FROM steering JOIN steering_set USING (set_id) JOIN prompt USING (prompt_id) GROUP BY ALL
    )
    SELECT max(abs(damage - value)) AS worst, count(*) AS rows
    FROM (UNPIVOT mean ON answer_prob, logit_diff, answer_rank, answer_log_prob, top10_entropy, kl INTO NAME outcome VALUE value)
    JOIN (FROM steering_summary WHERE scope = 'all') USING (mode, arm, size, factor, scaling, outcome)`);
  expect(rows).toBeGreaterThan(0);
  expect(worst).toBeLessThan(1e-9);
});

it('intervals hold their estimates, and within minus between is the difference of two cells', async () => {
  const [{ outside }] = await tables.sql<{ outside: number }>(
    'SELECT count(*) AS outside FROM steering_summary WHERE damage NOT BETWEEN low AND high',
  );
  expect(outside).toBe(0);
  const [{ worst, rows }] = await tables.sql<{ worst: number; rows: number }>(`
    SELECT max(abs(c.estimate - (w.damage - b.damage))) AS worst, count(*) AS rows
    FROM steering_contrast c
    JOIN (FROM steering_summary WHERE arm = 'within' AND scope = 'all') w USING (mode, scaling, size, factor, outcome)
    JOIN (FROM steering_summary WHERE arm = 'between' AND scope = 'all') b USING (mode, scaling, size, factor, outcome)
    WHERE c.other = 'between'`);
  expect(rows).toBeGreaterThan(0);
  expect(worst).toBeLessThan(1e-9);
});

it('the pool’s pairs of one cluster less those of two, per unit of push, all clusters counting alike, answer the question', async () => {
  const [{ worst, rows }] = await tables.sql<{ worst: number; rows: number }>(`
    WITH label AS (SELECT feature_id, cluster FROM cluster WHERE kept AND algorithm = 'greedy-modularity'),
    cell AS (
      SELECT factor, least(a.cluster, b.cluster) AS c, greatest(a.cluster, b.cluster) AS d,
        avg((prompt.logit_diff - steering.logit_diff) * norm / (SELECT avg(norm) FROM steering_set WHERE arm = 'pool')) AS value
      FROM steering JOIN steering_set USING (set_id) JOIN prompt USING (prompt_id)
      JOIN label a ON a.feature_id = feature_ids[1] JOIN label b ON b.feature_id = feature_ids[2] WHERE arm = 'pool' GROUP BY ALL
    ), mean AS (SELECT factor, avg(value) FILTER (c = d) - avg(value) FILTER (c <> d) AS value FROM cell GROUP BY ALL)
    SELECT max(abs(estimate - value)) AS worst, count(*) AS rows FROM mean JOIN steering_contrast USING (factor)
    WHERE other = 'pool' AND outcome = 'logit_diff' AND scaling = 'norm-matched' AND size = 2`);
  expect(rows).toBe(1);
  expect(worst).toBeLessThan(1e-9);
  const answers = await tables.query<{ comparison: string; low: number; high: number; answer: string }>(
    'answer_equal_norm',
    { outcome: 'logit_diff' },
  );
  expect(answers.map(({ comparison }) => comparison)).toEqual(['pool', 'between']);
  for (const { low, high } of answers) expect(low).toBeLessThan(high);
});

it('compares no arm with the further experiments', async () => {
  const rows = await tables.sql<{ other: string }>('SELECT DISTINCT other FROM steering_contrast ORDER BY other');
  expect(rows.map(({ other }) => other)).toEqual(['between', 'pool']);
});
