/**
 * Decides each hypothesis and finding by the declared rule (src/run/decide.ts, docs/verdicts.md) from the nulls, the held-out halves
 * and the steering of this run, and writes the reproduction card. A number that is missing makes a claim not testable, never supported.
 */

import { sourceFiles } from '../../../src/engine/hub/sources.ts';
import { openSubject } from '../../../src/engine/passes/subject.ts';
import type { Stage, StageContext } from '../../../src/run/stage.ts';
import type { Study } from '../../../src/run/study/study.ts';
import { byColumn } from '../../../src/run/tables/by-column.ts';
import { type Findings, hypotheses, type SteeredSets, VERDICT_COLUMNS } from '../claims/h1-to-h5.ts';
import { heldOutImportances, type ImportanceRow, importances } from '../claims/h3-importance.ts';
import type { InteractionRow } from '../claims/h4-interaction.ts';
import { heldOutSets, type PairRow } from '../claims/held-out-sets.ts';
import type { NullStatistic } from '../claims/null-evidence.ts';
import { EXAMPLE } from '../claims/published.ts';
import {
  comparedSettings,
  differencesOf,
  REPRODUCTION_COLUMNS,
  type ReproductionRow,
  reproductionRows,
} from '../claims/reproduction.ts';
import { workedExample } from '../claims/worked-example.ts';
import { DECISIVE } from '../kernels/nulls/null-kinds.ts';
import { DISTINCT } from '../kernels/steering/near-parallel.ts';

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
      : await workedExample(await openSubject(study), EXAMPLE, { baseFactor, threads });
  if (typeof example === 'string') return reproductionRows(study, found, new Map([before, after].map((key) => [key, example]))); // biome-ignore format: one line
  return reproductionRows(study, found.set(before, example.before).set(after, example.after));
}

type SetFindings = Pick<Findings, 'sets' | 'setsReason' | 'heldOutSets'>;

async function setFindings({ study, tables }: StageContext): Promise<SetFindings> {
  const { mode } = study.steering;
  const [sets] = await tables.query<SteeredSets>('verdict_sets', { mode });
  const again = {
    rows: await tables.query<PairRow>('verdict_pair', { mode }),
    clusters: await tables.query<ClusterRow & { split: string }>('verdict_held_out_cluster'),
    asked: await tables.query<{ split: string; prompt_id: number }>('verdict_second_half'),
  };
  const options = { seed: study.seed, replicates: study.nulls.replicates };
  const setsReason = setsMissing(study.steering);
  const decides = study.steering.pool_max_cosine <= DISTINCT;
  return { sets: (decides && sets) || null, setsReason, heldOutSets: heldOutSets(again, options) };
}

function setsMissing({ pool_pairs: pairs, pool_max_cosine: limit }: Study['steering']): string {
  if (pairs === 0) return 'No pool of pairs was steered at equal norm (steering.pool_pairs is 0), and other sets differ in more than their clusters.'; // biome-ignore format: one line
  if (limit > DISTINCT) return `The pool may hold features that write nearly one direction (steering.pool_max_cosine above ${DISTINCT}), which do more or less damage together for that alone.`; // biome-ignore format: one line
  return `Two kept clusters with two features each that write different directions (|cosine| of decoder rows at most ${limit}) are needed, and damage that varies.`; // biome-ignore format: one line
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
