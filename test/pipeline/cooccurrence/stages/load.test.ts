import { describe, expect, it } from 'vitest';
import { StudyError } from '../../../../src/errors.ts';
import { engineRun } from '../../engine-run.ts';
import { bundledFeatures, featureOracle } from './bundled-features.ts';

const LOOSE = 'features.min_prevalence=0.5';

describe('stage load', () => {
  it('passes every identity, each with its worst place', async () => {
    for (const hook of ['blocks.1.hook_resid_pre', 'blocks.2.hook_resid_post', 'blocks.0.hook_resid_pre']) {
      const { run, query } = await engineRun({ hook, settings: [LOOSE] });
      await run();
      const rows = await query<{ check: string; worst: number; passed: boolean; prompt_id: number }>(
        'SELECT * FROM identity ORDER BY "check"',
      );
      expect(rows.map(({ check, passed }) => [check, passed])).toEqual([
        ['ledger', true],
        ['ones-gradient', true],
        ['splice', true],
      ]);
      for (const row of rows) expect([row.worst < 1e-4, row.prompt_id >= 0]).toEqual([true, true]);
    }
  });

  it('closes the ledger in the tables themselves', async () => {
    const { run, query } = await engineRun({ settings: [LOOSE] });
    await run();
    const [row] = await query<{ worst: number; n: number }>(`
      SELECT max(abs(l.features + l.bias + l.error - l.total) / (abs(l.features) + abs(l.bias) + abs(l.error) + 1e-9)) AS worst,
        max(abs(l.features - coalesce(a.sum, 0))) AS n
      FROM ledger l LEFT JOIN (
        SELECT prompt_id, position, sum(activation::DOUBLE * projection::DOUBLE) AS sum FROM attribution GROUP BY ALL
      ) a USING (prompt_id, position)`);
    expect(row!.worst).toBeLessThan(1e-5);
    expect(row!.n).toBeLessThan(1e-9);
  });

  it('aggregates by the rule, selects by prevalence and fills missing values with zero', async () => {
    const { run, query } = await engineRun({ settings: [LOOSE] });
    await run();
    const features = await query<{ feature_id: number; prevalence: number; selected: boolean; reason: string | null }>(
      'SELECT * FROM feature ORDER BY feature_id',
    );
    for (const { prevalence, selected, reason } of features) {
      expect(selected).toBe(prevalence >= 0.5);
      expect(reason === null).toBe(selected);
    }
    const chosen = features.filter(({ selected }) => selected).length;
    const wrong = await query<{ n: number }>(`
      WITH last AS (
        SELECT prompt_id, feature_id, arg_max(attribution, position) AS value FROM attribution
        WHERE attribution <> 0 GROUP BY ALL
      )
      SELECT count(*)::INTEGER AS n FROM prompt_feature f LEFT JOIN last l USING (prompt_id, feature_id)
      WHERE f.value <> coalesce(l.value, 0)`);
    expect(wrong).toEqual([{ n: 0 }]);
    expect(await query('SELECT count(*)::INTEGER AS n FROM prompt_feature')).toEqual([{ n: 4 * chosen }]);
    expect(await query('SELECT count(*)::INTEGER AS n FROM prompt_feature WHERE value = 0')).not.toEqual([{ n: 0 }]);
  });

  it('runs alone when only the position rule changes, and gives other values', async () => {
    const { run, query, study } = await engineRun({ settings: [LOOSE] });
    await run();
    const text = 'SELECT feature_id, sum(value) AS total FROM prompt_feature GROUP BY 1 ORDER BY 1';
    const seen = [await query(text)];
    for (const positions of ['sum', 'final', 'max-abs'] as const) {
      expect(await run({ attribution: { ...study.attribution, positions } })).toEqual(['load']);
      seen.push(await query(text));
    }
    expect(new Set(seen.map((rows) => JSON.stringify(rows))).size).toBe(4);
  });

  it('leaves BOS out of the aggregation when told to, and keeps it in the tables', async () => {
    const { run, query, study } = await engineRun({ settings: [LOOSE, 'attribution.positions=sum'] });
    await run();
    const text = 'SELECT sum(value) AS total FROM prompt_feature';
    const [before] = await query<{ total: number }>(text);
    await run({ attribution: { ...study.attribution, bos: 'exclude' } });
    const [after] = await query<{ total: number }>(text);
    expect(after!.total).not.toBeCloseTo(before!.total, 3);
    expect(await query('SELECT count(*)::INTEGER AS n FROM attribution WHERE position = 0')).not.toEqual([{ n: 0 }]);
  });

  it('selects by attribution: the features that hold the share over the prompts that find', async () => {
    const { run, query } = await engineRun({ settings: ['features.by=attribution', 'features.share=0.5'] });
    await run();
    const sizes = await query<{ feature_id: number; size: number; selected: boolean }>(`
      SELECT feature_id, sum(abs(attribution)) AS size, any_value(selected) AS selected
      FROM attribution JOIN feature USING (feature_id) GROUP BY feature_id ORDER BY size DESC, feature_id`);
    // Four prompts make no halves, so all of them find.
    const total = sizes.reduce((sum, { size }) => sum + size, 0);
    let held = 0;
    for (const { size, selected } of sizes) {
      expect(selected).toBe(held < 0.5 * total);
      held += size;
    }
  });

  it('says where every feature of the bundled study fires, as NumPy does (fixtures/oracles/features.py)', async () => {
    const { query } = await bundledFeatures([]);
    const found = await query('SELECT feature_id, main_position, constant, before_difference FROM feature ORDER BY 1');
    expect(found).toEqual(featureOracle.feature);
    for (const column of ['constant', 'before_difference'] as const)
      expect(new Set(featureOracle.feature.map((row) => row[column])).size).toBe(2);
  }, 300_000);

  it('refuses a prevalence that no feature reaches, naming the highest there is', async () => {
    const { run, study } = await engineRun();
    // The study file allows at most 1; more is a prevalence that nothing can reach on any task.
    const refused = run({ features: { ...study.features, min_prevalence: 1.5 } });
    await expect(refused).rejects.toThrow(StudyError);
    await expect(refused).rejects.toThrow(
      /features\.min_prevalence: 1\.5, and the commonest feature is non-zero on 100 % /,
    );
  });
});
