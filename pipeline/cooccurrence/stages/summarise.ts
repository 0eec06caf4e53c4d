/** Stage `summarise`: means and intervals of what steering and removal did, and whether belonging to one cluster made a difference. */

import { splitsOf } from '../../../src/methods/stats/splits.ts';
import { openShards } from '../../../src/run/shards.ts';
import type { Stage, StageContext } from '../../../src/run/stage.ts';
import { byColumn } from '../../../src/run/tables/by-column.ts';
import { SUMMARY_COLUMNS, summaryRows } from '../kernels/interaction/interaction-rows.ts';
import { poolSummary } from '../kernels/interaction/pool-summary.ts';
import { storedPool } from '../kernels/interaction/stored-pool.ts';
import { readPairCorrelations } from '../kernels/matrix/read-pair-correlations.ts';
import { ARM_COLUMNS } from '../kernels/summary/arm-means.ts';
import { CONTRAST_COLUMNS } from '../kernels/summary/contrast-rows.ts';
import { doseBlocks, OUTCOMES, type SetRow, type SteeringRows } from '../kernels/summary/dose-blocks.ts';
import type { CorrelationPair } from '../kernels/summary/mean-similarity.ts';
import { CORRELATION_COLUMNS } from '../kernels/summary/set-correlation.ts';
import { summaries } from '../kernels/summary/summaries.ts';

/** Prompts that each half must have for an estimate to be repeated on halves. */
const LEAST_HALF = 3;

interface Member {
  readonly feature_id: number;
  readonly cluster: number;
}

export const summarise: Stage = {
  name: 'summarise',
  reads: [
    'prompt',
    'prompt_feature',
    'cluster',
    'correlation',
    'correlation_scope',
    'steering_set',
    'steering',
    'interaction',
  ],
  after: ['attribute', 'interaction'],
  writes: ['steering_summary', 'steering_contrast', 'steering_correlation', 'interaction_summary'],
  parameters: ({ seed, cluster, verdict }) => ({ seed, algorithm: cluster.algorithm, sesoi: verdict.sesoi }),
  async run(context) {
    const strata = await context.tables.query<{ stratum: string }>('summarise_prompt');
    const { algorithm } = context.study.cluster;
    const members = await context.tables.query<Member>('kept_clusters', { algorithm });
    members.sort((a, b) => a.feature_id - b.feature_id);
    const names = strata.map(({ stratum }) => stratum);
    await summariseSets(context, names, members);
    await summarisePool(context, names, members);
  },
};

/** The two halves of some prompts, each with the same answers; null where one would be too small. */
function halvesOf(strata: readonly string[], prompts: readonly number[], seed: number) {
  const own = prompts.map((id) => strata[id] ?? '');
  const [split] = splitsOf(own, [], { seed, least: LEAST_HALF });
  return split === undefined ? null : ([split.train, split.test] as const);
}

async function summariseSets(context: StageContext, strata: readonly string[], members: readonly Member[]) {
  const { study, tables, progress, note } = context;
  const { seed, verdict } = study;
  const rows = await tables.columns<SteeringRows & Record<string, unknown>>('summarise_steering');
  const sets = await tables.query<SetRow & { norm: number }>('summarise_set');
  const blocks = doseBlocks(rows, sets);
  const steered = sets.flatMap(({ feature_ids: ids }) => (ids.length > 1 ? ids : []));
  const stored = await tables.query<CorrelationPair>('summarise_r');
  const bar = progress('summaries of steering', blocks.length * OUTCOMES.length);
  const found = summaries(blocks, {
    seed,
    sesoi: verdict.sesoi,
    clusters: new Map(members.map(({ feature_id: id, cluster }) => [id, cluster])),
    norms: new Map(sets.map(({ set_id, norm }) => [set_id, norm])),
    correlations: await readPairCorrelations(context, steered, stored),
    halves: halvesOf(strata, Array.from(blocks[0]?.promptIds ?? []), seed) ?? [],
    advance: () => bar.advance(),
  });
  bar.done();
  await tables.replace('steering_summary', byColumn(ARM_COLUMNS, found.arms));
  await tables.replace('steering_contrast', byColumn(CONTRAST_COLUMNS, found.contrasts));
  await tables.replace('steering_correlation', byColumn(CORRELATION_COLUMNS, found.correlations));
  const answers = await tables.query<Answer>('answer_equal_norm', { outcome: 'logit_diff' });
  for (const answer of answers) note(sentenceOf(answer));
  if (answers.length === 0) note('equal norm: there are not sets both of one kept cluster and of two to compare');
}

/** A row of sql/answer_equal_norm.sql. */
interface Answer {
  readonly comparison: string;
  readonly sets_within: number;
  readonly sets_between: number;
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
  readonly answer: string;
}

function sentenceOf(row: Answer): string {
  const what = row.comparison === 'pool' ? 'pairs of the pool' : 'sampled sets (no test: a cluster may hold copies)';
  const [low, high, p] = [row.low, row.high, row.p].map((value) => value?.toPrecision(2) ?? 'none');
  return `equal norm, ${what}: ${row.sets_within} within less ${row.sets_between} between ${row.estimate.toFixed(2)} SD (${low} to ${high}), p ${p}: ${row.answer}`;
}

async function summarisePool(context: StageContext, strata: readonly string[], members: readonly Member[]) {
  const { study, tables, note } = context;
  const stored = storedPool(openShards(context.out, 'interaction', context.hashOf('interaction')));
  if (stored === null) {
    await tables.replace('interaction_summary', byColumn(SUMMARY_COLUMNS, []));
    note('no pair was removed, so there is no interaction to summarise');
    return;
  }
  const { plan, kept, found } = stored;
  const options = { seed: study.seed, sesoi: study.verdict.sesoi, halves: halvesOf(strata, kept, study.seed) };
  const clusters = members.map(({ cluster }) => cluster);
  const rows = poolSummary(plan, clusters, found, options);
  const columns = byColumn(SUMMARY_COLUMNS, summaryRows(rows, found.noiseFloor, plan.tiny.length));
  await tables.replace('interaction_summary', columns);
}
