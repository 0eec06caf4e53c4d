/**
 * Compares the statistics of the network with what they are under null models. The decisive ones keep every activation and
 * every gradient of the run and give the selected features other directions; none runs the model.
 */

import { takeDecoderRows } from '../../../src/engine/dictionary/whole-decoder.ts';
import { sourceFiles } from '../../../src/engine/hub/sources.ts';
import type { PromptWords } from '../../../src/methods/stats/correlation/covariates.ts';
import { splitRows } from '../../../src/methods/stats/splits.ts';
import { openShards } from '../../../src/run/shards.ts';
import type { Stage, StageContext } from '../../../src/run/stage.ts';
import { type PromptMatrix, readPromptMatrix } from '../kernels/matrix/read-prompt-matrix.ts';
import { edgeEvidence } from '../kernels/nulls/edge-evidence.ts';
import { heldOutRows } from '../kernels/nulls/held-out-rows.ts';
import { type HistogramRow, histograms } from '../kernels/nulls/histogram.ts';
import { senseless } from '../kernels/nulls/not-applicable.ts';
import { type NullModelRow, nullModelRow } from '../kernels/nulls/null-models.ts';
import { nullSource } from '../kernels/nulls/null-source.ts';
import { NULL_TABLE_NAMES, type NullRows, nullColumns } from '../kernels/nulls/null-tables.ts';
import { observedStatistics } from '../kernels/nulls/observed.ts';
import { openDictionary } from '../kernels/nulls/open-dictionary.ts';
import { gather } from '../kernels/nulls/read-null-input.ts';
import { recomputed } from '../kernels/nulls/recomputed.ts';
import { namesOf } from '../kernels/nulls/replicates.ts';
import { runNull } from '../kernels/nulls/run-null.ts';
import { leastPrompts } from '../kernels/nulls/study-options.ts';
import { type NullRow, summaries } from '../kernels/nulls/summary.ts';
import { type SurvivalRow, survivalRows } from '../kernels/nulls/survival-rows.ts';
import { tooManyPairs } from '../kernels/nulls/too-many-pairs.ts';

const LEVEL = 0.025;

export const nulls: Stage = {
  name: 'nulls',
  reads: ['prompt', 'attribution', 'feature', 'prompt_feature', 'cluster'],
  after: ['attribute'],
  writes: NULL_TABLE_NAMES,
  parameters: ({ seed, sae: { center }, attribution, correlation, network, cluster, steering, nulls: own }) => {
    const { base_factor, positions, prompts } = steering;
    return { seed, center, attribution, correlation, network, cluster, base_factor, positions, prompts, own };
  },
  files: sourceFiles,
  run,
};

async function run(context: StageContext): Promise<void> {
  const { study, tables, note } = context;
  const matrix = await readPromptMatrix(tables);
  const refusal = tooManyPairs(matrix.cols, study.correlation.most_pairs);
  if (refusal === null) return await ask(context, matrix);
  note(`no nulls: ${refusal}`);
  await store(tables, { null_model: study.nulls.kinds.map((kind) => nullModelRow(kind, refusal, 0)) });
}

async function ask(context: StageContext, matrix: PromptMatrix): Promise<void> {
  const { study, tables, threads, note } = context;
  const { kinds, replicates } = study.nulls;
  const dictionary = await openDictionary(study);
  const shards = openShards(context.out, 'attribute', context.hashOf('attribute'));
  const ingredients = await gather(study, tables, shards, matrix, dictionary);
  const { method } = study.attribution;
  const own = takeDecoderRows(dictionary.decoder, matrix.featureIds);
  const { statistics: observed, projections } = await observedStatistics(ingredients, own, matrix.values, method);
  const names = namesOf(ingredients);
  const rates = await tables.query<{ feature_id: number; prevalence: number }>('nulls_prevalence');
  const prevalence = new Map(rates.map((row) => [row.feature_id, row.prevalence]));
  const prompts = await tables.query<PromptWords & { stratum: string; template: string }>('nulls_prompt');
  const variants = recomputed({ ingredients, projections, matrix, prompts }, study.nulls.recomputed);
  const made = splitRows(prompts, ingredients.splits, leastPrompts(ingredients.statistics));
  for (const { split, reason } of made) if (reason !== null) note(`no halves by ${split}: ${reason}`);
  const halves = heldOutRows(matrix, ingredients);
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
  await store(tables, {
    held_out_split: made,
    held_out_prompt: halves.prompts,
    held_out_cluster: halves.clusters,
    held_out_centrality: halves.centralities,
    recomputed: variants,
    edge_survival: survival,
    edge_evidence: edgeEvidence(survival),
    null_model: models,
    null_statistic: rows,
    null_histogram: bins,
  });
}

async function store(tables: StageContext['tables'], rows: NullRows): Promise<void> {
  for (const [table, columns] of nullColumns(rows)) await tables.replace(table, columns);
}
