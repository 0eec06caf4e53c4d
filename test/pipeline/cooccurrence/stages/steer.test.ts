/** The stage on the small study: completeness, equal doses, the baseline, the first-order law, and resuming. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runStudy } from '../../../../src/run/runner.ts';
import { Tables } from '../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../study.ts';
import { writeSmallStudy } from '../../small-study.ts';
import { unitsOfStages } from '../../units-of-stages.ts';

/** What steering needs to have run before it. */
const NEEDED = [
  'evaluate',
  'attribute',
  'load',
  'units',
  'correlate',
  'network',
  'cluster',
  'centrality',
  'metrics',
  'steer',
];

const folder = mkdtempSync(join(tmpdir(), 'cofire-steer-'));
const out = join(folder, 'out');
let file = '';

async function run(...overrides: string[]): Promise<string[]> {
  const study = loadStudy(file, [
    'stability.seeds=0',
    'stability.subsamples=0',
    'stability.case_drops=0',
    'steering.experiments=[]',
    ...overrides,
  ]);
  const reports = await runStudy({
    study,
    out,
    units: unitsOfStages(study, NEEDED),
    codeOf: ({ name }) => name,
    force: false,
    threads: 2,
    target: { mode: 'quiet', write: () => undefined, now: () => 0, width: 80 },
  });
  return reports.filter(({ skipped }) => !skipped).map(({ stage }) => stage);
}

async function rows<Row>(text: string): Promise<Row[]> {
  const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  try {
    return await tables.sql<Row>(text);
  } finally {
    tables.close();
  }
}

beforeAll(async () => {
  file = await writeSmallStudy(folder);
  await run();
}, 120_000);

describe('stage steer', () => {
  it('has a row for every set, factor, scaling and prompt', async () => {
    const [found] = await rows<{ sets: number; rows: number; wrong: number }>(`
      SELECT (SELECT count(*)::INTEGER FROM steering_set) AS sets, count(*)::INTEGER AS rows,
        sum((answer_prob < 0 OR kl < -1e-4)::INTEGER)::INTEGER AS wrong FROM steering`);
    const [expected] = await rows<{ rows: number }>(`
      SELECT (24 * sum(CASE WHEN arm = 'single' THEN 2 ELSE 2 END))::INTEGER AS rows FROM steering_set`);
    expect(found!.sets).toBeGreaterThan(4);
    expect(found!.rows).toBe(expected!.rows);
    expect(found!.wrong).toBe(0);
  });

  it('gives a set of one the outcomes of that feature alone at the same factor', async () => {
    const differing = await rows<{ n: number }>(`
      SELECT count(*)::INTEGER AS n FROM steering_set a JOIN steering_set b ON a.feature_ids = b.feature_ids AND b.arm = 'single'
      JOIN steering x ON x.set_id = a.set_id JOIN steering y ON y.set_id = b.set_id AND x.factor = y.factor AND x.prompt_id = y.prompt_id
      WHERE a.arm = 'within' AND a.size = 1 AND x.logit_diff <> y.logit_diff`);
    expect(differing).toEqual([{ n: 0 }]);
  });

  it('steers sets of arms on as many prompts as asked, single features on all, to what they do among all', async () => {
    const text = 'SELECT set_id, factor, scaling, prompt_id, logit_diff FROM steering';
    type Row = { set_id: number; factor: number; scaling: string; prompt_id: number; logit_diff: number };
    const keyOf = ({ set_id, factor, scaling, prompt_id }: Row): string => [set_id, factor, scaling, prompt_id].join();
    await run();
    const all = new Map((await rows<Row>(text)).map((row) => [keyOf(row), row.logit_diff]));
    expect(await run('steering.prompts_per_set=5')).toEqual(['steer']);
    const some = await rows<Row>(text);
    for (const row of some) expect(Math.abs(row.logit_diff - (all.get(keyOf(row)) ?? Number.NaN))).toBeLessThan(1e-4);
    const counts = await rows<{ single: boolean; prompts: number }>(`
      SELECT DISTINCT arm = 'single' AS single, count(*)::INTEGER AS prompts
      FROM steering JOIN steering_set USING (set_id) GROUP BY set_id, factor, scaling, arm ORDER BY single`);
    expect(counts).toEqual([
      { single: false, prompts: 5 },
      { single: true, prompts: 24 },
    ]);
    for (const check of ['steering_unbalanced', 'steering_prompts_uneven'])
      expect(
        await rows(readFileSync(`sql/cooccurrence/checks/${check}.sql`, 'utf8').replace(/;\s*$/, '')),
        check,
      ).toEqual([]);
  }, 60_000);

  it('follows the first-order law at a small dose: dm/dλ = base_factor · Σ d·g', async () => {
    await run('steering.single_factors=[0.001, 0.002]', 'steering.arms=[]', 'steering.positions=active');
    // Under `active` the direction is applied where the feature fires, so Σ d·g runs over its rows of the attribution table.
    const [law] = await rows<{ worst: number; scale: number }>(`
      WITH slope AS (
        SELECT feature_ids[1] AS feature_id, prompt_id,
          (max(logit_diff) FILTER (factor = 0.002) - max(logit_diff) FILTER (factor = 0.001)) / 0.001 AS measured
        FROM steering JOIN steering_set USING (set_id) GROUP BY ALL),
      predicted AS (SELECT feature_id, prompt_id, -2 * sum(projection::DOUBLE) AS value FROM attribution GROUP BY ALL)
      SELECT max(abs(measured - coalesce(value, 0))) AS worst, max(abs(value)) AS scale
      FROM slope LEFT JOIN predicted USING (feature_id, prompt_id)`);
    // One percent, and a float32 floor: two logit differences of about 15 over a step of 0.001.
    const floor = (2 * 15 * 2 ** -23) / 0.001;
    expect(law!.worst).toBeLessThan(0.01 * law!.scale + 2 * floor);
  });

  it('is the baseline where nothing is removed, and records sizes', async () => {
    await run('steering.mode=ablate', 'steering.single_factors=[1]', 'steering.arms=[]', 'steering.scaling=[none]');
    const silent = await rows<{ n: number; wrong: number }>(`
      SELECT count(*)::INTEGER AS n, sum((s.logit_diff <> p.logit_diff)::INTEGER)::INTEGER AS wrong
      FROM steering s JOIN prompt p USING (prompt_id) WHERE delta_ratio = 0`);
    expect(silent[0]!.wrong ?? 0).toBe(0);
    const [sizes] = await rows<{ below: number; cosine: number }>(
      'SELECT max(below_zero) AS below, max(abs(delta_cosine)) AS cosine FROM steering WHERE delta_ratio > 0',
    );
    expect(sizes!.below).toBe(0);
    expect(sizes!.cosine).toBeLessThanOrEqual(1.000001);
  });

  it('keeps only prompts of rank 0 when asked, and continues after shards are lost with the same table', async () => {
    const settings = ['steering.prompts=rank0', 'steering.factors=[2]'];
    await run(...settings);
    const before = await rows('SELECT * FROM steering ORDER BY ALL');
    expect(await rows('SELECT count(DISTINCT prompt_id)::INTEGER AS n FROM steering')).toEqual(
      await rows('SELECT count(*)::INTEGER AS n FROM prompt WHERE answer_rank = 0'),
    );
    const shards = readdirSync(join(out, 'shards')).filter((name) => name.startsWith('steer-'));
    for (const name of shards) rmSync(join(out, 'shards', name, '0.shard'), { force: true });
    await run('steering.prompts=all');
    expect(await run(...settings)).toEqual(['steer']);
    expect(await rows('SELECT * FROM steering ORDER BY ALL')).toEqual(before);
  });

  it('steers every pair of some features at equal norm, once each', async () => {
    const settings = [
      'steering.pool_pairs=105',
      'steering.pool_factors=[5]',
      'steering.arms=[]',
      'steering.scaling=[none]',
    ];
    await run(...settings, 'steering.pool_max_cosine=1');
    const [pool] = await rows<{ pairs: number; features: number; doses: number; ratio: number }>(`
      SELECT count(DISTINCT set_id)::INTEGER AS pairs, count(*)::INTEGER AS doses,
        (SELECT count(DISTINCT id)::INTEGER FROM (SELECT unnest(feature_ids) AS id FROM steering_set WHERE arm = 'pool')) AS features,
        max(delta_ratio) / min(delta_ratio) AS ratio
      FROM steering JOIN steering_set USING (set_id) WHERE arm = 'pool' AND scaling = 'norm-matched' AND factor = 5 AND prompt_id = 0`);
    expect(pool).toMatchObject({ pairs: 105, features: 15, doses: 105 });
    expect(pool!.ratio).toBeCloseTo(1, 4);
    // A limit that no two features keep to.
    await run(...settings, 'steering.pool_max_cosine=0');
    expect(await rows(`SELECT * FROM steering_set WHERE arm = 'pool'`)).toEqual([]);
  });

  it('runs the study’s further experiments and says which it cannot', async () => {
    const names = 'steering.experiments=[global-maximum, smallest-attribution, anomalous-group]';
    await run(names, 'steering.arms=[]');
    const arms = await rows<{ arm: string }>('SELECT DISTINCT arm FROM steering_set ORDER BY arm');
    expect(arms.map(({ arm }) => arm)).not.toContain('global-maximum');
    const corpus = join(folder, 'corpus.txt');
    writeFileSync(corpus, 'The cat sat on the mat.\nRain falls in spring.\n');
    await run(names, 'steering.arms=[]', `corpus.file=${corpus}`);
    const found = await rows<{ arm: string; mode: string; sets: number; factors: number[]; scalings: string[] }>(`
      SELECT arm, mode, count(DISTINCT set_id)::INTEGER AS sets, list_sort(list(DISTINCT factor)) AS factors,
        list_sort(list(DISTINCT scaling)) AS scalings
      FROM steering JOIN steering_set USING (set_id) WHERE arm IN ('global-maximum', 'smallest-attribution') GROUP BY ALL ORDER BY arm`);
    const [{ selected, smallest }] = await rows<{ selected: number; smallest: number }>(
      `SELECT count(*)::INTEGER AS selected, min(value) AS smallest FROM feature_metric WHERE metric = 'max_abs_activation'`,
    );
    expect(found).toEqual([
      { arm: 'global-maximum', mode: 'global-scaled', sets: selected, factors: [1], scalings: ['none'] },
      { arm: 'smallest-attribution', mode: 'seed', sets: selected, factors: [smallest], scalings: ['none'] },
    ]);
    // ‖Δ‖ is |base_factor| · maximum · ‖d‖.
    const [{ worst }] = await rows<{ worst: number }>(`
      WITH push AS (
        SELECT feature_ids[1] AS feature_id, avg(delta_ratio) AS ratio FROM steering JOIN steering_set USING (set_id)
        WHERE arm = 'global-maximum' AND prompt_id = 0 GROUP BY ALL),
      own AS (SELECT push.feature_id, ratio / (m.value * n.value) AS unit
        FROM push JOIN feature_metric m USING (feature_id) JOIN feature_metric n USING (feature_id)
        WHERE m.metric = 'gen_max_activation' AND m.value > 0 AND n.metric = 'decoder_norm')
      SELECT max(unit) / min(unit) - 1 AS worst FROM own`);
    expect(worst).toBeLessThan(1e-3);
  });
}, 120_000);
