/**
 * Decides each hypothesis by the declared rule (src/verdict/decide.ts) from the nulls, the held-out halves and the steering of this
 * run. A number that is missing makes a claim not testable, never supported.
 */
import { DECISIVE } from '../src/nulls/null-kinds.ts';
import { byColumn } from '../src/stats/by-column.ts';
import { type Findings, hypotheses } from '../src/verdict/hypotheses.ts';
import { type Importance, importance } from '../src/verdict/importance.ts';
import type { NullStatistic } from '../src/verdict/null-evidence.ts';
import { type PairRow, pairTable } from '../src/verdict/pair-table.ts';
import type { InteractionRow } from '../src/verdict/together.ts';
import { type WithinBetween, withinBetween } from '../src/verdict/within-between.ts';
import type { Stage, StageContext } from './stage.ts';

const COLUMNS = ['hypothesis', 'claim', 'estimate', 'low', 'high', 'p', 'survives', 'status', 'reason'] as const;

interface ClusterRow {
  readonly feature_id: number;
  readonly cluster: number;
}

export const verdict: Stage = {
  name: 'verdict',
  reads: [
    'prompt',
    'cluster',
    'centrality',
    'steering_set',
    'steering',
    'dose_response',
    'interaction_summary',
    'held_out_prompt',
    'held_out_cluster',
    'null_statistic',
  ],
  writes: ['verdict'],
  parameters: ({ seed, verdict: { sesoi }, cluster: { algorithm }, steering: { mode }, nulls: { replicates } }) => {
    return { seed, sesoi, algorithm, mode, replicates };
  },
  async run(context) {
    const { study, tables, note } = context;
    const kept = await tables.query<ClusterRow>('kept_clusters', { algorithm: study.cluster.algorithm });
    const rows = hypotheses({
      nulls: await tables.query<NullStatistic>('verdict_null'),
      required: DECISIVE,
      sesoi: study.verdict.sesoi,
      clusters: new Set(kept.map(({ cluster }) => cluster)).size,
      ...(await pairFindings(context, kept)),
      importance: await importances(context),
      interactions: await tables.query<InteractionRow>('verdict_interaction'),
    });
    await tables.replace('verdict', byColumn(COLUMNS, rows));
    const supported = rows.filter(({ status }) => status === 'supported').length;
    note(`${supported} of ${rows.length} claims are supported`);
  },
};

type PairFindings = Pick<Findings, 'pairs' | 'heldOutPairs' | 'pairsReason'>;

async function pairFindings({ study, tables }: StageContext, kept: readonly ClusterRow[]): Promise<PairFindings> {
  const { algorithm } = study.cluster;
  const rows = await tables.query<PairRow>('verdict_pair', { algorithm, mode: study.steering.mode });
  const prompts = await tables.query<{ prompt_id: number; stratum: string }>('verdict_stratum');
  const strata = new Map(prompts.map(({ prompt_id, stratum }) => [prompt_id, stratum]));
  const compare = (clusters: readonly ClusterRow[], wanted: (prompt: number) => boolean): WithinBetween | null => {
    const table = pairTable(rows, new Map(clusters.map((row) => [row.feature_id, row.cluster])), wanted);
    if (table === null) return null;
    return withinBetween(table.pairs, table.labels, {
      seed: study.seed,
      replicates: study.nulls.replicates,
      strata: table.promptIds.map((prompt) => strata.get(prompt) ?? ''),
    });
  };
  const found = await tables.query<ClusterRow & { split: string }>('verdict_held_out_cluster');
  const asked = await tables.query<{ split: string; prompt_id: number }>('verdict_second_half');
  const again = [...new Set(asked.map(({ split }) => split))].map((split) => {
    const second = new Set(asked.filter((row) => row.split === split).map((row) => row.prompt_id));
    return compare(
      found.filter((row) => row.split === split),
      (prompt) => second.has(prompt),
    );
  });
  // A split that cannot be asked leaves the claim without held-out prompts; else the split with the largest p speaks.
  const worst = again.includes(null) ? null : again.reduce((a, b) => ((a?.p ?? 0) >= (b?.p ?? 0) ? a : b), null);
  const none = 'No pairs of features were steered: set size 2 and two kept clusters are needed.';
  const few = 'Too few steered pairs within or between clusters, or no damage that varies.';
  return { pairs: compare(kept, () => true), heldOutPairs: worst, pairsReason: rows.length === 0 ? none : few };
}

async function importances({ study, tables }: StageContext): Promise<Map<string, Importance>> {
  const rows = await tables.query<{ measure: string; value: number; damage: number }>('verdict_importance');
  const options = { seed: study.seed, replicates: study.nulls.replicates };
  const found = [...new Set(rows.map(({ measure }) => measure))].flatMap((measure): [string, Importance][] => {
    const own = rows.filter((row) => row.measure === measure);
    const values = Float64Array.from(own, ({ value }) => value);
    const result = importance(values, Float64Array.from(own, ({ damage }) => damage), options); // biome-ignore format: one line
    return result === null ? [] : [[measure, result]];
  });
  return new Map(found);
}
