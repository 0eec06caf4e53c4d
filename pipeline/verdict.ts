/**
 * Decides each hypothesis and finding by the declared rule (src/verdict/decide.ts, docs/verdicts.md) from the nulls, the held-out halves
 * and the steering of this run, and writes the reproduction card. A number that is missing makes a claim not testable, never supported.
 */
import { DECISIVE } from '../src/nulls/null-kinds.ts';
import { byColumn } from '../src/stats/by-column.ts';
import { type Findings, hypotheses, type SteeredSets, VERDICT_COLUMNS } from '../src/verdict/hypotheses.ts';
import { type Importance, type ImportanceRow, importances } from '../src/verdict/importance.ts';
import type { NullStatistic } from '../src/verdict/null-evidence.ts';
import { type PairRow, pairTable } from '../src/verdict/pair-table.ts';
import type { InteractionRow } from '../src/verdict/together.ts';
import { type WithinBetween, withinBetween } from '../src/verdict/within-between.ts';
import type { Stage, StageContext } from './stage.ts';

interface ClusterRow {
  readonly feature_id: number;
  readonly cluster: number;
}

export const verdict: Stage = {
  name: 'verdict',
  reads: [
    ...(['prompt', 'cluster', 'centrality', 'steering_set', 'steering', 'steering_contrast', 'dose_response'] as const),
    ...([
      'interaction_summary',
      'held_out_prompt',
      'held_out_cluster',
      'held_out_centrality',
      'null_statistic',
    ] as const),
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
      ...(await setFindings(context)),
      ...(await importanceFindings(context)),
      interactions: await tables.query<InteractionRow>('verdict_interaction'),
    });
    await tables.replace('verdict', byColumn(VERDICT_COLUMNS, rows));
    const supported = rows.filter(({ status }) => status === 'supported').length;
    note(`${supported} of ${rows.length} claims are supported`);
  },
};

type SetFindings = Pick<Findings, 'sets' | 'setsReason' | 'heldOutSets'>;

async function setFindings({ study, tables }: StageContext): Promise<SetFindings> {
  const { mode } = study.steering;
  const [sets] = await tables.query<SteeredSets>('verdict_sets', { mode });
  const steered = study.steering.scaling.includes('norm-matched');
  const setsReason = steered
    ? 'Two kept clusters with sets of features within and between them are needed, and damage that varies.'
    : 'No sets were steered at equal norm (setting steering.scaling: norm-matched), and without it longer pushes are compared with shorter ones.'; // biome-ignore format: one line
  const rows = await tables.query<PairRow>('verdict_pair', { algorithm: study.cluster.algorithm, mode });
  const prompts = await tables.query<{ prompt_id: number; stratum: string }>('verdict_stratum');
  const strata = new Map(prompts.map(({ prompt_id, stratum }) => [prompt_id, stratum]));
  const found = await tables.query<ClusterRow & { split: string }>('verdict_held_out_cluster');
  const asked = await tables.query<{ split: string; prompt_id: number }>('verdict_second_half');
  const again = [...new Set(asked.map(({ split }) => split))].map((split): WithinBetween | null => {
    const own = <T extends { split: string }>(all: readonly T[]): T[] => all.filter((row) => row.split === split);
    const second = new Set(own(asked).map((row) => row.prompt_id));
    const clusters = new Map(own(found).map((row) => [row.feature_id, row.cluster]));
    const table = pairTable(rows, clusters, (prompt) => second.has(prompt));
    if (table === null) return null;
    return withinBetween(table.pairs, table.labels, {
      seed: study.seed,
      replicates: study.nulls.replicates,
      strata: table.promptIds.map((prompt) => strata.get(prompt) ?? ''),
    });
  });
  // A split that cannot be asked leaves the claim without held-out prompts; else the split with the largest p speaks.
  const ps = again.map((one) => one?.p ?? null);
  return { sets: sets ?? null, setsReason, heldOutSets: ps.includes(null) || ps.length === 0 ? null : Math.max(...ps.map(Number)) }; // biome-ignore format: one line
}

type ImportanceFindings = Pick<Findings, 'importance' | 'heldOutImportance'>;

async function importanceFindings({ study, tables }: StageContext): Promise<ImportanceFindings> {
  const options = { seed: study.seed, replicates: study.nulls.replicates };
  const importance = importances(await tables.query<ImportanceRow>('verdict_importance'), options);
  const rows = await tables.query<ImportanceRow & { split: string }>('verdict_held_out_importance', {
    mode: study.steering.mode,
  });
  const splits = [...new Set(rows.map(({ split }) => split))].map((split): ReadonlyMap<string, Importance> =>
    importances(rows.filter((row) => row.split === split), options)); // biome-ignore format: one line
  const heldOutImportance = new Map<string, number>();
  for (const measure of importance.keys()) {
    const ps = splits.map((split) => split.get(measure)?.p);
    if (ps.length > 0 && !ps.includes(undefined)) heldOutImportance.set(measure, Math.max(...ps.map(Number)));
  }
  return { importance, heldOutImportance };
}
