import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStudy } from '../../../../src/run/runner.ts';
import { Tables } from '../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../study.ts';
import { writeSmallStudy } from '../../small-study.ts';
import { unitsOfStages } from '../../units-of-stages.ts';

const NEEDED = [
  ...['evaluate', 'attribute', 'load', 'units', 'correlate', 'network', 'cluster', 'held-out', 'centrality', 'metrics'],
  ...['steer', 'direct', 'importance'],
];
const QUICK = ['stability.seeds=2', 'stability.subsamples=2', 'stability.case_drops=2'];

let folder: string;
let tables: Tables;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-importance-'));
  const target = { mode: 'quiet' as const, width: 80, now: () => 0, write: () => undefined };
  const study = loadStudy(await writeSmallStudy(folder), QUICK);
  const out = join(folder, 'run');
  await runStudy({ study, out, units: unitsOfStages(study, NEEDED), codeOf: () => 'test', force: false, threads: 1, target }); // biome-ignore format: one line
  tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
}, 180_000);
afterAll(() => {
  tables.close();
  rmSync(folder, { recursive: true });
});

describe('importance', () => {
  it('is the mean of removal over all prompts and over the second half, and of steering at the smallest factor', async () => {
    const [found] = await tables.sql<Record<'rows' | 'removal' | 'absolute' | 'steering', number>>(`
      WITH half AS (
        SELECT 'all' AS scope, prompt_id FROM prompt UNION ALL SELECT split, prompt_id FROM held_out_prompt WHERE half = 'second'
      ), pushed AS (
        SELECT feature_ids[1] AS feature_id, s.prompt_id, p.logit_diff - s.logit_diff AS damage
        FROM steering s JOIN steering_set USING (set_id) JOIN prompt p ON p.prompt_id = s.prompt_id
        WHERE arm = 'single' AND scaling = 'none'
          AND factor = (SELECT min(factor) FROM steering JOIN steering_set USING (set_id) WHERE arm = 'single' AND scaling = 'none')
      ), expected AS (
        SELECT scope, r.feature_id, avg(r.damage) AS removal, avg(abs(r.damage)) AS absolute, avg(pushed.damage) AS steering
        FROM half JOIN removal r USING (prompt_id) LEFT JOIN pushed ON pushed.prompt_id = r.prompt_id AND pushed.feature_id = r.feature_id
        GROUP BY ALL
      )
      SELECT count(*)::integer AS rows, max(abs(i.removal - e.removal)) AS removal, max(abs(absolute_removal - absolute)) AS absolute,
        max(abs(i.steering - e.steering)) AS steering
      FROM importance i JOIN expected e USING (scope, feature_id)`);
    const [{ features, scopes }] = await tables.sql<Record<'features' | 'scopes', number>>(
      'SELECT count(DISTINCT feature_id)::integer AS features, count(DISTINCT scope)::integer AS scopes FROM importance',
    );
    expect(scopes).toBeGreaterThan(1);
    expect(found.rows).toBe(features * scopes);
    for (const worst of [found.removal, found.absolute, found.steering]) expect(worst).toBeLessThan(1e-9);
  });

  it('correlates each definition with each centrality and with the strength of all pairs, by unit', async () => {
    const rows = await tables.sql<Record<string, string | number | null>>(
      "SELECT * FROM importance_correlation WHERE scope = 'all'",
    );
    const measures = ['abs_corr_activation', 'betweenness', 'closeness', 'degree', 'eigenvector'];
    expect([...new Set(rows.map(({ measure }) => measure))].sort()).toEqual(measures);
    expect(new Set(rows.map(({ definition }) => definition)).size).toBe(3);
    const [{ worst }] = await tables.sql<{ worst: number }>(`
      SELECT max(abs(r - own)) AS worst FROM importance_correlation c JOIN (
        SELECT measure, corr(value, abs(removal)) AS own FROM importance JOIN centrality USING (feature_id)
        WHERE scope = 'all' AND NOT weighted GROUP BY measure
      ) USING (measure) WHERE scope = 'all' AND definition = 'removal' AND r IS NOT NULL`);
    expect(worst).toBeLessThan(1e-9);
    const [{ units, own }] = await tables.sql<Record<'units' | 'own', number>>(`
      SELECT max(n_units)::integer AS units, (SELECT count(DISTINCT unit) FROM importance)::integer AS own FROM importance_correlation`);
    expect(units).toBe(own);
  });

  it('has the reliability of each centrality over the kept features', async () => {
    const [{ worst, rows, units, own }] = await tables.sql<Record<'worst' | 'rows' | 'units' | 'own', number>>(`
      SELECT max(abs(r - found)) AS worst, count(*)::integer AS rows, max(n_units)::integer AS units, (SELECT count(DISTINCT unit) FROM importance)::integer AS own FROM centrality_reliability JOIN (
        SELECT split, measure, corr(value, second_value) AS found FROM held_out_centrality
        WHERE feature_id IN (SELECT feature_id FROM importance) GROUP BY ALL
      ) USING (split, measure) WHERE r IS NOT NULL`);
    expect(rows).toBeGreaterThan(0);
    expect(units).toBe(own);
    expect(worst).toBeLessThan(1e-9);
  });
});
