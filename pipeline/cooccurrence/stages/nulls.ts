/**
 * Compares the statistics of the network with what they are under null models. The decisive ones keep every activation and
 * every gradient of the run and give the selected features other directions; none runs the model.
 */
import { takeDecoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { type StageTools, stage } from '../../../src/run/stage.ts';
import { columns, rows, shards, subject, type Values } from '../../../src/run/stage-input.ts';
import type { PromptMatrix } from '../kernels/matrix/prompt-matrix.ts';
import { matrixInputs, promptWords, readMatrix } from '../kernels/matrix/prompt-matrix.ts';
import type { CodeRows } from '../kernels/nulls/codes.ts';
import { edgeEvidence } from '../kernels/nulls/edge-evidence.ts';
import { exceedNote, nullRows, type RowsOfNull, unaskedRows } from '../kernels/nulls/null-rows.ts';
import { type NullModelRow, nullModelRow, nullSource, sourceOptions } from '../kernels/nulls/null-source.ts';
import { observedStatistics } from '../kernels/nulls/observed.ts';
import { type NullPrompt, openDictionary, readNullInput } from '../kernels/nulls/read-null-input.ts';
import { type RecomputedRow, recomputed } from '../kernels/nulls/recomputed.ts';
import { runNull } from '../kernels/nulls/run-null.ts';
import { tooManyPairs } from '../kernels/nulls/study-options.ts';
import type { Member } from '../kernels/steering/members.ts';
import type { CooccurrenceStudy } from '../settings.ts';

const settings = (study: CooccurrenceStudy) => {
  const { seed, attribution, correlation, network, cluster, steering, nulls: own } = study;
  const { positions, prompts } = steering;
  const { algorithm } = cluster;
  return {
    seed,
    algorithm,
    attribution,
    correlation,
    network,
    cluster,
    steering: { positions, prompts },
    nulls: own,
  };
};
const reads = {
  ...matrixInputs,
  ...promptWords,
  task: rows<NullPrompt>('prompts_to_run'),
  clustered: rows<Member>('kept_clusters'),
  codes: columns<CodeRows>('nulls_code'),
  attributed: shards('attribute'),
  subject: subject(),
};
type Settings = ReturnType<typeof settings>;
type Inputs = Values<typeof reads>;

export const nulls = stage({
  name: 'nulls',
  module: import.meta.url,
  settings,
  reads,
  writes: ['recomputed', 'edge_survival', 'edge_evidence', 'null_model', 'null_statistic', 'null_histogram'],
  async run(own, inputs, tools) {
    const matrix = readMatrix(inputs);
    const refusal = tooManyPairs(matrix.cols, own.correlation.most_pairs);
    if (refusal === null) return await ask(own, inputs, matrix, tools);
    tools.note(`no nulls: ${refusal}`);
    const models = own.nulls.kinds.map((kind) => nullModelRow(kind, refusal, 0));
    return tablesOf(models, [], []);
  },
});

async function ask(own: Settings, inputs: Inputs, matrix: PromptMatrix, tools: StageTools) {
  const { threads, note } = tools;
  const { kinds, replicates } = own.nulls;
  const dictionary = await openDictionary(inputs.subject);
  const nullInput = readNullInput(own, inputs, matrix, dictionary, tools.study);
  const { method } = own.attribution;
  const decoder = takeDecoderRows(dictionary.decoder, matrix.featureIds);
  const { statistics: observed, projections } = await observedStatistics(nullInput, decoder, matrix.values, method);
  const { words: prompts } = inputs;
  const variants = recomputed({ nullInput, projections, matrix, prompts }, own.nulls.recomputed);
  const { statistics } = nullInput;
  const options = sourceOptions(dictionary, matrix, inputs.features, prompts, { method, statistics });
  const study = { nullInput, observed, matrix };
  const [models, found]: [NullModelRow[], RowsOfNull[]] = [[], []];
  for (const kind of kinds) {
    const source = nullSource(kind, options);
    const model = nullModelRow(kind, source, replicates);
    models.push(model);
    if (typeof source === 'string') {
      note(`${kind}: ${source}`);
      found.push(unaskedRows(kind, study, source));
      continue;
    }
    const progress = tools.progress(`null ${kind}`, replicates);
    const run = await runNull(nullInput, source, { replicates, threads, advance: progress.advance });
    progress.done();
    const rows = nullRows(kind, study, run);
    note(exceedNote(kind, rows.statistics, replicates));
    if (kind === 'shuffle-within-strata') note(`${kind}: ${model.movable_prompts} of ${matrix.rows} prompts can move`);
    found.push(rows);
  }
  return tablesOf(models, variants, found);
}

function tablesOf(models: readonly NullModelRow[], recomputed: readonly RecomputedRow[], found: readonly RowsOfNull[]) {
  const survival = found.flatMap((rows) => rows.survival);
  return {
    recomputed,
    edge_survival: survival,
    edge_evidence: edgeEvidence(survival),
    null_model: models,
    null_statistic: found.flatMap((rows) => rows.statistics),
    null_histogram: found.flatMap((rows) => rows.bins),
  };
}
