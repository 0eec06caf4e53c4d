/**
 * Compares the statistics of the network with what they are under null models. The decisive ones keep every activation and
 * every gradient of the run and give the selected features other directions; none runs the model.
 */
import { sourceFiles } from '../src/model/sources.ts';
import { takeDecoderRows } from '../src/nulls/decoder.ts';
import { EVIDENCE_COLUMNS, edgeEvidence } from '../src/nulls/edge-evidence.ts';
import { gather } from '../src/nulls/gather.ts';
import { CENTRALITY_COLUMNS, heldOutRows } from '../src/nulls/held-out-rows.ts';
import { HISTOGRAM_COLUMNS, type HistogramRow, histograms } from '../src/nulls/histogram.ts';
import { MODEL_COLUMNS, type NullModelRow, nullModelRow } from '../src/nulls/null-models.ts';
import { nullSource } from '../src/nulls/null-source.ts';
import { observedStatistics } from '../src/nulls/observed.ts';
import { openDictionary } from '../src/nulls/open-dictionary.ts';
import { RECOMPUTED_COLUMNS, recomputed } from '../src/nulls/recomputed.ts';
import { type Ingredients, namesOf } from '../src/nulls/replicates.ts';
import { runNull } from '../src/nulls/run.ts';
import { senseless } from '../src/nulls/senseless.ts';
import { SPLIT_COLUMNS, splitRows } from '../src/nulls/splits.ts';
import { leastPrompts } from '../src/nulls/study-options.ts';
import { type NullRow, STATISTIC_COLUMNS, summaries } from '../src/nulls/summary.ts';
import { SURVIVAL_COLUMNS, type SurvivalRow, survivalRows } from '../src/nulls/survival-rows.ts';
import { openShards } from '../src/shards.ts';
import { byColumn } from '../src/stats/by-column.ts';
import type { PromptWords } from '../src/stats/covariates.ts';
import { type LongMatrix, type PromptMatrix, promptMatrix } from '../src/stats/prompt-matrix.ts';
import type { Stage, StageContext } from './stage.ts';

type SplitPrompt = PromptWords & { readonly stratum: string; readonly template: string };

const LEVEL = 0.025;

export const nulls: Stage = {
  name: 'nulls',
  reads: ['prompt', 'attribution', 'feature', 'prompt_feature', 'cluster'],
  after: ['attribute'],
  writes: [
    ...(['held_out_split', 'held_out_prompt', 'held_out_cluster', 'held_out_centrality', 'recomputed'] as const),
    ...(['edge_survival', 'edge_evidence', 'null_model', 'null_statistic', 'null_histogram'] as const),
  ],
  parameters: ({ seed, sae, attribution, correlation, network, cluster, steering, nulls: own }) => {
    const { base_factor, positions, prompts } = steering;
    const { center } = sae;
    return { seed, center, attribution, correlation, network, cluster, base_factor, positions, prompts, own };
  },
  files: sourceFiles,
  run,
};

async function run(context: StageContext): Promise<void> {
  const { study, tables, threads, note } = context;
  const { kinds, replicates } = study.nulls;
  const matrix = promptMatrix(await tables.columns<LongMatrix>('correlate_value'));
  const dictionary = await openDictionary(study);
  const shards = openShards(context.out, 'attribute', context.hashOf('attribute'));
  const ingredients = await gather(study, tables, shards, matrix, dictionary);
  const { method } = study.attribution;
  const own = takeDecoderRows(dictionary.decoder, matrix.featureIds);
  const { statistics: observed, projections } = await observedStatistics(ingredients, own, matrix.values, method);
  const names = namesOf(ingredients);
  const rates = await tables.query<{ feature_id: number; prevalence: number }>('nulls_prevalence');
  const prevalence = new Map(rates.map((row) => [row.feature_id, row.prevalence]));
  const prompts = await tables.query<SplitPrompt>('nulls_prompt');
  const variants = recomputed({ ingredients, projections, matrix, prompts }, study.nulls.recomputed);
  await tables.replace('recomputed', byColumn(RECOMPUTED_COLUMNS, variants));
  await writeHalves(context, matrix, ingredients, prompts);
  const [models, rows]: [NullModelRow[], NullRow[]] = [[], []];
  const [bins, survival]: [HistogramRow[], SurvivalRow[]] = [[], []];
  for (const kind of kinds) {
    const source = nullSource(kind, {
      ...dictionary,
      selected: matrix.featureIds,
      prevalence,
      prompts: matrix.rows,
      method,
      statistics: ingredients.statistics,
      strata: prompts.map(({ stratum }) => stratum),
      matrix,
    });
    const model = nullModelRow(kind, source, replicates);
    models.push(model);
    if (typeof source === 'string') {
      note(`${kind}: ${source}`);
      rows.push(...summaries(kind, names, observed, new Float64Array(0), () => source));
      continue;
    }
    const progress = context.progress(`null ${kind}`, replicates);
    const { values, counts } = await runNull(ingredients, source, { replicates, threads, advance: progress.advance });
    progress.done();
    const none = (statistic: string) => senseless(kind, statistic);
    const found = summaries(kind, names, observed, values, none);
    const asked = found.flatMap(({ p }) => (p === null ? [] : [p]));
    const larger = asked.filter((p) => p <= LEVEL).length;
    note(`${kind}: ${larger} of ${asked.length} statistics exceed ${100 * (1 - LEVEL)} % of ${replicates} replicates`);
    if (kind === 'shuffle-within-strata') note(`${kind}: ${model.movable_prompts} of ${matrix.rows} prompts can move`);
    rows.push(...found);
    bins.push(...histograms(kind, names, values, none));
    if (source.kind !== 'rewire') survival.push(...survivalRows(kind, matrix, ingredients, counts));
  }
  await tables.replace('edge_survival', byColumn(SURVIVAL_COLUMNS, survival));
  await tables.replace('edge_evidence', byColumn(EVIDENCE_COLUMNS, edgeEvidence(survival)));
  await tables.replace('null_model', byColumn(MODEL_COLUMNS, models));
  await tables.replace('null_statistic', byColumn(STATISTIC_COLUMNS, rows));
  await tables.replace('null_histogram', byColumn(HISTOGRAM_COLUMNS, bins));
}

async function writeHalves(
  { tables, note }: StageContext,
  matrix: PromptMatrix,
  ingredients: Ingredients,
  prompts: readonly SplitPrompt[],
): Promise<void> {
  const made = splitRows(prompts, ingredients.splits, leastPrompts(ingredients.statistics));
  for (const { split, reason } of made) if (reason !== null) note(`no halves by ${split}: ${reason}`);
  const halves = heldOutRows(matrix, ingredients);
  await tables.replace('held_out_split', byColumn(SPLIT_COLUMNS, made));
  await tables.replace('held_out_prompt', byColumn(['split', 'prompt_id', 'half'], halves.prompts));
  await tables.replace('held_out_cluster', byColumn(['split', 'feature_id', 'cluster'], halves.clusters));
  await tables.replace('held_out_centrality', byColumn(CENTRALITY_COLUMNS, halves.centralities));
}
