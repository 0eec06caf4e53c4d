/** The table `stage_run`: what every stage last did, one row a unit. */
import type { StageRun } from './plan-run.ts';
import type { Tables } from './tables/tables.ts';

/** Puts a row in the place of the unit's earlier one. */
export async function storeRun(tables: Tables, run: StageRun): Promise<void> {
  const stored = await tables.query<StageRun>('stage_run');
  const isOther = (row: StageRun): boolean =>
    row.analysis !== run.analysis || row.scope !== run.scope || row.stage !== run.stage;
  const rows = [...stored.filter(isOther), run];
  await tables.replace('stage_run', {
    analysis: rows.map(({ analysis }) => analysis),
    scope: rows.map(({ scope }) => scope),
    stage: rows.map(({ stage }) => stage),
    hash: rows.map(({ hash }) => hash),
    settings: rows.map(({ settings }) => settings),
    rows: rows.map((row) => row.rows),
    seconds: rows.map(({ seconds }) => seconds),
    peak_rss_bytes: rows.map((row) => row.peak_rss_bytes),
  });
}
