/**
 * Compares the statistics of the network with what they are under null models. The decisive ones keep every activation and
 * every gradient of the run and give the selected features other directions; none runs the model.
 */
import { sourceFiles } from '../src/model/sources.ts';
import { takeDecoderRows } from '../src/nulls/decoder.ts';
import { gather } from '../src/nulls/gather.ts';
import { heldOutRows } from '../src/nulls/held-out-rows.ts';
import { type HistogramRow, histograms } from '../src/nulls/histogram.ts';
import { nullSource } from '../src/nulls/null-source.ts';
import { observedStatistics } from '../src/nulls/observed.ts';
import { openDictionary } from '../src/nulls/open-dictionary.ts';
import { recomputed } from '../src/nulls/recomputed.ts';
import { namesOf } from '../src/nulls/replicates.ts';
import { runNull } from '../src/nulls/run.ts';
import { senseless } from '../src/nulls/senseless.ts';
import { movable } from '../src/nulls/shuffles.ts';
import { type NullRow, summaries } from '../src/nulls/summary.ts';
import { type SurvivalRow, survivalRows } from '../src/nulls/survival-rows.ts';
import { openShards } from '../src/shards.ts';
import { byColumn } from '../src/stats/by-column.ts';
import type { PromptWords } from '../src/stats/covariates.ts';
import { type LongMatrix, promptMatrix } from '../src/stats/prompt-matrix.ts';
import type { Stage, StageContext } from './stage.ts';

const COLUMNS = ['null', 'statistic', 'observed', 'mean', 'sd', 'low', 'high', 'z', 'p', 'replicates', 'note'] as const;

const VARIANT_COLUMNS = ['variant', 'statistic', 'value', 'reason'] as const;
const SURVIVAL_COLUMNS = ['feature_a', 'feature_b', 'null', 'p', 'q'] as const;
const BIN_COLUMNS = ['null', 'statistic', 'low', 'high', 'replicates'] as const;
const LEVEL = 0.025;

export const nulls: Stage = {
  name: 'nulls',
  reads: ['prompt', 'attribution', 'feature', 'prompt_feature', 'cluster'],
  after: ['attribute'],
  writes: ['held_out_prompt', 'held_out_cluster', 'recomputed', 'edge_survival', 'null_statistic', 'null_histogram'],
  parameters: ({ seed, sae, attribution, correlation, network, cluster, steering, nulls: own }) => {
    const { base_factor, positions, prompts } = steering;
    return {
      seed,
      center: sae.center,
      attribution,
      correlation,
      network,
      cluster,
      base_factor,
      positions,
      prompts,
      own,
    };
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
  const own = takeDecoderRows(dictionary.decoder, matrix.featureIds);
  const { statistics: observed, projections } = await observedStatistics(
    ingredients,
    own,
    matrix.values,
    study.attribution.method,
  );
  const names = namesOf(ingredients);
  const prevalence = new Map(
    (await tables.query<{ feature_id: number; prevalence: number }>('nulls_prevalence')).map((row) => [
      row.feature_id,
      row.prevalence,
    ]),
  );
  const prompts = await tables.query<PromptWords & { stratum: string }>('nulls_prompt');
  const variants = recomputed({ ingredients, projections, matrix, prompts });
  await tables.replace('recomputed', byColumn(VARIANT_COLUMNS, variants));
  const halves = heldOutRows(matrix, ingredients);
  await tables.replace('held_out_prompt', byColumn(['split', 'prompt_id', 'half'], halves.prompts));
  await tables.replace('held_out_cluster', byColumn(['split', 'feature_id', 'cluster'], halves.clusters));
  const rows: NullRow[] = [];
  const bins: HistogramRow[] = [];
  const survival: SurvivalRow[] = [];
  for (const kind of kinds) {
    const source = nullSource(kind, {
      ...dictionary,
      selected: matrix.featureIds,
      prevalence,
      prompts: matrix.rows,
      method: study.attribution.method,
      statistics: ingredients.statistics,
      strata: prompts.map(({ stratum }) => stratum),
      matrix,
    });
    if (typeof source === 'string') {
      note(`${kind}: ${source}`);
      rows.push(...summaries(kind, names, observed, new Float64Array(0), () => source));
      continue;
    }
    const progress = context.progress(`null ${kind}`, replicates);
    const { values, counts } = await runNull(ingredients, source, { replicates, threads, advance: progress.advance });
    progress.done();
    const found = summaries(kind, names, observed, values, (statistic) => senseless(kind, statistic));
    const larger = found.filter(({ p }) => p !== null && p <= LEVEL).length;
    const asked = found.filter(({ p }) => p !== null).length;
    note(`${kind}: ${larger} of ${asked} statistics exceed ${100 * (1 - LEVEL)} % of ${replicates} replicates`);
    if (source.kind === 'shuffle-within-strata')
      note(`${kind}: ${movable(source.groups)} of ${matrix.rows} prompts can move`);
    rows.push(...found);
    bins.push(...histograms(kind, names, values, (statistic) => senseless(kind, statistic)));
    if (source.kind !== 'rewire') survival.push(...survivalRows(kind, matrix, ingredients, counts));
  }
  await tables.replace('edge_survival', byColumn(SURVIVAL_COLUMNS, survival));
  await tables.replace('null_statistic', byColumn(COLUMNS, rows));
  await tables.replace('null_histogram', byColumn(BIN_COLUMNS, bins));
}
