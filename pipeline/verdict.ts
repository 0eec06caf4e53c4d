/**
 * Decides each hypothesis and finding by the declared rule (src/verdict/decide.ts, docs/verdicts.md) from the nulls, the held-out halves
 * and the steering of this run, and writes the reproduction card. A number that is missing makes a claim not testable, never supported.
 */
import { openInputs } from '../src/model/inputs.ts';
import { sourceFiles } from '../src/model/sources.ts';
import { DECISIVE } from '../src/nulls/null-kinds.ts';
import { byColumn } from '../src/stats/by-column.ts';
import { heldOutSets } from '../src/verdict/held-out-sets.ts';
import { type Findings, hypotheses, type SteeredSets, VERDICT_COLUMNS } from '../src/verdict/hypotheses.ts';
import { heldOutImportances, type ImportanceRow, importances } from '../src/verdict/importance.ts';
import type { NullStatistic } from '../src/verdict/null-evidence.ts';
import type { PairRow } from '../src/verdict/pair-table.ts';
import { EXAMPLE } from '../src/verdict/published.ts';
import {
  comparedSettings,
  differencesOf,
  REPRODUCTION_COLUMNS,
  type ReproductionRow,
  reproductionRows,
} from '../src/verdict/reproduction.ts';
import type { InteractionRow } from '../src/verdict/together.ts';
import { workedExample } from '../src/verdict/worked-example.ts';
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
  writes: ['verdict', 'reproduction'],
  parameters: (study) => ({
    ...comparedSettings(study),
    seed: study.seed,
    verdict: study.verdict,
    replicates: study.nulls.replicates,
  }),
  files: sourceFiles,
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
    await tables.replace('reproduction', byColumn(REPRODUCTION_COLUMNS, await reproduction(context)));
    const supported = rows.filter(({ status }) => status === 'supported').length;
    note(`${supported} of ${rows.length} claims are supported`);
  },
};

async function reproduction({ study, tables, threads }: StageContext): Promise<ReproductionRow[]> {
  const { mode, base_factor: baseFactor } = study.steering;
  const own = { algorithm: study.cluster.algorithm, mode };
  const rows = await tables.query<{ name: string; value: number | null }>('reproduction_value', own);
  const found = new Map(rows.flatMap(({ name, value }) => (value === null ? [] : [[name, value] as const])));
  const [before, after] = ['example before', 'example after'];
  const other = differencesOf(study, 'steering');
  const example =
    other.length > 0
      ? `the example is of the study's own model, and this run has another ${other.join(', ')}`
      : await workedExample(await openInputs(study), EXAMPLE, { baseFactor, threads });
  if (typeof example === 'string') return reproductionRows(study, found, new Map([before, after].map((key) => [key, example]))); // biome-ignore format: one line
  return reproductionRows(study, found.set(before, example.before).set(after, example.after));
}

type SetFindings = Pick<Findings, 'sets' | 'setsReason' | 'heldOutSets'>;

async function setFindings({ study, tables }: StageContext): Promise<SetFindings> {
  const { mode } = study.steering;
  const [sets] = await tables.query<SteeredSets>('verdict_sets', { mode });
  const steered = study.steering.scaling.includes('norm-matched') || study.steering.pool_pairs > 0;
  const setsReason = steered
    ? 'Two kept clusters with sets of features within and between them are needed, and damage that varies.'
    : 'No sets were steered at equal norm (settings steering.pool_pairs, or steering.scaling: norm-matched), and without it longer pushes are compared with shorter ones.'; // biome-ignore format: one line
  const prompts = await tables.query<{ prompt_id: number; stratum: string }>('verdict_stratum');
  const again = {
    rows: await tables.query<PairRow & { pooled: boolean }>('verdict_pair', {
      algorithm: study.cluster.algorithm,
      mode,
    }),
    clusters: await tables.query<ClusterRow & { split: string }>('verdict_held_out_cluster'),
    asked: await tables.query<{ split: string; prompt_id: number }>('verdict_second_half'),
    strata: new Map(prompts.map(({ prompt_id, stratum }) => [prompt_id, stratum])),
  };
  const options = { seed: study.seed, replicates: study.nulls.replicates };
  return { sets: sets ?? null, setsReason, heldOutSets: heldOutSets(again, options) };
}

type ImportanceFindings = Pick<Findings, 'importance' | 'heldOutImportance'>;

async function importanceFindings({ study, tables }: StageContext): Promise<ImportanceFindings> {
  const options = { seed: study.seed, replicates: study.nulls.replicates };
  const importance = importances(await tables.query<ImportanceRow>('verdict_importance'), options);
  const { mode } = study.steering;
  const rows = await tables.query<ImportanceRow & { split: string }>('verdict_held_out_importance', { mode });
  const heldOutImportance = heldOutImportances(rows, options);
  return { importance, heldOutImportance };
}
