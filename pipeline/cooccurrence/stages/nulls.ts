/**
 * Compares the statistics of the network with what they are under null models. The decisive ones keep every activation and
 * every gradient of the run and give the selected features other directions; none runs the model.
 */
import { type StageTools, stage } from '../../../src/run/stage.ts';
import type { Values } from '../../../src/run/stage-input.ts';
import type { PromptMatrix } from '../kernels/matrix/prompt-matrix.ts';
import { readMatrix } from '../kernels/matrix/prompt-matrix.ts';
import { edgeEvidence } from '../kernels/nulls/edge-evidence.ts';
import { type BalanceRow, randomRowsBalance } from '../kernels/nulls/null-balance.ts';
import type { NullKind } from '../kernels/nulls/null-kinds.ts';
import { exceedNote, nullRows, type RowsOfNull, unaskedRows } from '../kernels/nulls/null-rows.ts';
import { type NullModelRow, nullModelRow, nullSource, sourceOptions } from '../kernels/nulls/null-source.ts';
import { nullStudyReads, nullStudySettings, openNullStudy } from '../kernels/nulls/null-study.ts';
import { openNullRunner } from '../kernels/nulls/run-null.ts';
import { tooManyPairs } from '../kernels/nulls/study-options.ts';
import type { CooccurrenceStudy } from '../settings.ts';

const settings = (study: CooccurrenceStudy) => ({
  ...nullStudySettings(study),
  algorithm: study.cluster.algorithm,
  kinds: study.nulls.kinds,
  replicates: study.nulls.replicates,
});
type Settings = ReturnType<typeof settings>;
type Inputs = Values<typeof nullStudyReads>;

export const nulls = stage({
  name: 'nulls',
  module: import.meta.url,
  settings,
  reads: nullStudyReads,
  writes: ['edge_survival', 'edge_evidence', 'null_model', 'null_statistic', 'null_histogram', 'null_balance'],
  async run(own, inputs, tools) {
    const matrix = readMatrix(inputs);
    const refusal = tooManyPairs(matrix.cols, own.correlation.most_pairs);
    if (refusal === null) return await ask(own, inputs, matrix, tools);
    tools.note(`no nulls: ${refusal}`);
    const models = own.kinds.map((kind) => nullModelRow(kind, refusal, 0));
    return tablesOf(models, [], []);
  },
});

async function ask(own: Settings, inputs: Inputs, matrix: PromptMatrix, tools: StageTools) {
  const { threads, note } = tools;
  const { seed, kinds, replicates } = own;
  const { matched, statistics: observed, dictionary, selected } = await openNullStudy(own, inputs, matrix, tools.study);
  const { method } = own.attribution;
  const made = { method, statistics: matched.statistics, selected };
  const options = sourceOptions(dictionary, matrix, inputs.everyFeature, inputs.words, made);
  const study = { nullInput: matched, observed, matrix };
  const [models, found]: [NullModelRow[], RowsOfNull[]] = [[], []];
  const balance: BalanceRow[] = [];
  const runner = openNullRunner(matched, { replicates, threads });
  try {
    for (const kind of kinds) await askKind(kind);
  } finally {
    await runner.close();
  }
  for (const row of balance) if (row.unbalanced) note(unbalancedNote(row));
  return tablesOf(models, found, balance);

  async function askKind(kind: NullKind): Promise<void> {
    const source = nullSource(kind, options);
    const model = nullModelRow(kind, source, replicates);
    models.push(model);
    if (typeof source === 'string') {
      note(`${kind}: ${source}`);
      found.push(unaskedRows(kind, study, source));
      return;
    }
    const progress = tools.progress(`null ${kind}`, replicates);
    const run = await runner.run(source, progress.advance);
    progress.done();
    const rows = nullRows(kind, study, run);
    note(model.reason === null ? exceedNote(kind, rows.statistics, replicates) : `${kind}: ${model.reason}`);
    if (kind === 'shuffle-within-strata') note(`${kind}: ${model.movable_prompts} of ${matrix.rows} prompts can move`);
    if (kind === 'random-rows') balance.push(...randomRowsBalance(options, { seed, replicates }));
    found.push(rows);
  }
}

function unbalancedNote({ null: name, trait, selected_mean, drawn_mean }: BalanceRow): string {
  const what = { rate: 'log10 of the firing rate', norm: 'log10 of the decoder norm', prevalence: 'share of prompts' }[
    trait
  ];
  return `${name}: the rows that it draws are not like the selected features: mean ${what} ${drawn_mean.toPrecision(3)} against ${selected_mean.toPrecision(3)}`;
}

function tablesOf(models: readonly NullModelRow[], found: readonly RowsOfNull[], balance: readonly BalanceRow[]) {
  const survival = found.flatMap((rows) => rows.survival);
  return {
    edge_survival: survival,
    edge_evidence: edgeEvidence(survival),
    null_model: models,
    null_statistic: found.flatMap((rows) => rows.statistics),
    null_histogram: found.flatMap((rows) => rows.bins),
    null_balance: balance,
  };
}
