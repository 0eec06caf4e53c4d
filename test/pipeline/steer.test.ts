/** The stage on the small study: completeness, equal doses, the baseline, the first-order law, and resuming. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { attribute } from '../../pipeline/attribute.ts';
import { cluster } from '../../pipeline/cluster.ts';
import { correlate } from '../../pipeline/correlate.ts';
import { evaluate } from '../../pipeline/evaluate.ts';
import { load } from '../../pipeline/load.ts';
import { network } from '../../pipeline/network.ts';
import { runStudy } from '../../pipeline/runner.ts';
import { steer } from '../../pipeline/steer.ts';
import { loadStudy } from '../../src/study/study.ts';
import { Tables } from '../../src/tables.ts';
import { writeSmallStudy } from './small-study.ts';

const folder = mkdtempSync(join(tmpdir(), 'cofire-steer-'));
const out = join(folder, 'out');
let file = '';

async function run(...overrides: string[]): Promise<string[]> {
  const reports = await runStudy({
    study: loadStudy(file, ['stability.seeds=0', 'stability.subsamples=0', ...overrides]),
    out,
    stages: [evaluate, attribute, load, correlate, network, cluster, steer],
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
}, 120_000);
