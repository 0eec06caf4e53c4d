/** Stage `summarise`: means and intervals of what steering and removal did, and whether belonging to one cluster made a difference. */
import { splitsOf } from '../src/nulls/splits.ts';
import { openShards } from '../src/shards.ts';
import { byColumn } from '../src/stats/by-column.ts';
import { poolSummary } from '../src/steering/interaction/pool-summary.ts';
import { storedPool } from '../src/steering/interaction/stored-pool.ts';
import { SUMMARY_COLUMNS, summaryRows } from '../src/steering/interaction/table-rows.ts';
import type { Stage, StageContext } from './stage.ts';

/** Prompts that each half must have for an estimate to be repeated on halves. */
const LEAST_HALF = 3;

export const summarise: Stage = {
  name: 'summarise',
  reads: ['prompt', 'cluster', 'interaction'],
  after: ['interaction'],
  writes: ['interaction_summary'],
  parameters: ({ seed, cluster, verdict }) => ({ seed, algorithm: cluster.algorithm, sesoi: verdict.sesoi }),
  async run(context) {
    const strata = await context.tables.query<{ stratum: string }>('summarise_prompt');
    await summarisePool(
      context,
      strata.map(({ stratum }) => stratum),
    );
  },
};

/** The two halves of some prompts, each with the same answers; null where one would be too small. */
function halvesOf(strata: readonly string[], prompts: readonly number[], seed: number) {
  const own = prompts.map((id) => strata[id] ?? '');
  const [split] = splitsOf(own, [], { seed, least: LEAST_HALF });
  return split === undefined ? null : ([split.train, split.test] as const);
}

async function summarisePool(context: StageContext, strata: readonly string[]): Promise<void> {
  const { study, tables, note } = context;
  const { algorithm } = study.cluster;
  const stored = storedPool(openShards(context.out, 'interaction', context.hashOf('interaction')));
  if (stored === null) {
    await tables.replace('interaction_summary', byColumn(SUMMARY_COLUMNS, []));
    note('no pair was removed, so there is no interaction to summarise');
    return;
  }
  const { plan, kept, found } = stored;
  const members = await tables.query<{ feature_id: number; cluster: number }>('kept_clusters', { algorithm });
  members.sort((a, b) => a.feature_id - b.feature_id);
  const options = { seed: study.seed, sesoi: study.verdict.sesoi, halves: halvesOf(strata, kept, study.seed) };
  const clusters = members.map(({ cluster }) => cluster);
  const rows = poolSummary(plan, clusters, found, options);
  const columns = byColumn(SUMMARY_COLUMNS, summaryRows(rows, found.noiseFloor, plan.tiny.length));
  await tables.replace('interaction_summary', columns);
}
