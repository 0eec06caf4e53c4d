import { beforeEach, describe, expect, it } from 'vitest';
import type { StageRun } from '../../src/run/plan-run.ts';
import { storeRun } from '../../src/run/stage-run.ts';
import { Tables } from '../../src/run/tables/tables.ts';

let tables: Tables;
beforeEach(async () => {
  tables = await Tables.open(':memory:');
  return () => tables.close();
});

const runOf = (stage: string, scope = 'main', analysis = 'study', seconds = 1): StageRun => {
  const hash = 'a'.repeat(64);
  return { analysis, scope, stage, hash, settings: '{"seed":1}', rows: 3, seconds, peak_rss_bytes: 2 ** 33 };
};
const stored = () => tables.query<StageRun>('stage_run');

describe('what stages last did', () => {
  it('has one row a unit, the last, memory beyond 32 bits included', async () => {
    await storeRun(tables, runOf('correlate'));
    await storeRun(tables, runOf('network'));
    await storeRun(tables, runOf('correlate', 'main', 'study', 2));
    expect(await stored()).toEqual([runOf('correlate', 'main', 'study', 2), runOf('network')]);
  });

  it('keeps stages of one name of other instances and analyses apart', async () => {
    const all = [runOf('network', 'main', 'other'), runOf('network'), runOf('network', 'res8')];
    for (const run of all) await storeRun(tables, run);
    expect(await stored()).toEqual(all);
  });

  it('stands in the schema main, whichever instance has just run', async () => {
    await storeRun(tables, runOf('network'));
    await tables.transaction(async () => {
      await tables.within('res8', 'cooccurrence');
      await storeRun(tables, runOf('network', 'res8'));
    });
    await tables.transaction(() => storeRun(tables, runOf('cluster', 'res8')));
    expect(await tables.sql('SELECT stage, scope FROM main.stage_run ORDER BY ALL')).toEqual([
      { stage: 'cluster', scope: 'res8' },
      { stage: 'network', scope: 'main' },
      { stage: 'network', scope: 'res8' },
    ]);
    await tables.within('main', '');
    expect(await stored()).toHaveLength(3);
    expect(await tables.sql("SELECT schema_name FROM duckdb_tables() WHERE table_name = 'stage_run'")).toHaveLength(1);
  });
});
