/**
 * Correlates the selected features over prompts by the study's method: every pair of features that vary, with p and q.
 * q is Benjamini-Hochberg over all pairs, not only those that later become edges.
 * `gain: divide` first divides each prompt's values by the norm of its gradient, which multiplies all of them alike.
 */
import { promptGains } from '../src/attribution/prompt-gains.ts';
import { StudyError } from '../src/errors.ts';
import { openSae } from '../src/model/sae-files.ts';
import { sourceFiles, sourceFolders } from '../src/model/sources.ts';
import { openShards } from '../src/shards.ts';
import { basisOf } from '../src/stats/basis.ts';
import { byColumn } from '../src/stats/by-column.ts';
import { type ActiveTokens, CO_ACTIVATION_COLUMNS, coActivations } from '../src/stats/co-activations.ts';
import { correlationColumns } from '../src/stats/correlation-columns.ts';
import { covariateColumns, type PromptWords } from '../src/stats/covariates.ts';
import { dividedRows, type LongMatrix, type PromptMatrix, promptMatrix } from '../src/stats/prompt-matrix.ts';
import { similarity } from '../src/stats/similarity.ts';
import type { Study } from '../src/study/study.ts';
import type { Stage, StageContext } from './stage.ts';

/** With two prompts every correlation is ±1. */
const LEAST_PROMPTS = 3;
/** 18 million pairs: about a gigabyte while they are written. */
const MOST_FEATURES = 6000;

/** Why a feature has no correlation. */
const REASONS = {
  pearson: 'constant over prompts',
  spearman: 'constant over prompts',
  cosine: 'zero on every prompt',
  partial: 'constant over prompts, or explained by the covariates',
} as const;

export const correlate: Stage = {
  name: 'correlate',
  reads: ['prompt', 'feature', 'attribution', 'prompt_feature'],
  after: ['attribute'],
  writes: ['correlation', 'uncorrelated', 'co_activation'],
  parameters: ({ correlation, attribution }) => ({ ...correlation, bos: attribution.bos }),
  files: sourceFiles,
  async run(context) {
    const { study, tables, note } = context;
    const matrix = promptMatrix(await tables.columns<LongMatrix>('correlate_value'));
    if (matrix.rows < LEAST_PROMPTS)
      refuse(
        study,
        'task',
        `${matrix.rows} prompts`,
        `at least ${LEAST_PROMPTS}, so that a correlation can be other than 1 and -1`,
      );
    if (matrix.cols > MOST_FEATURES)
      refuse(
        study,
        'features.min_prevalence',
        `${matrix.cols} features selected`,
        `at most ${MOST_FEATURES}, whose pairs can all be stored`,
      );
    const { method, gain } = study.correlation;
    const norms = needsGain(study)
      ? promptGains(openShards(context.out, 'attribute', context.hashOf('attribute')), matrix.promptIds)
      : new Float64Array(0);
    const covariates = method === 'partial' ? await covariatesOf(context, matrix, norms) : [];
    const found = similarity(method, gain === 'divide' ? dividedRows(matrix, norms) : matrix, covariates);
    const { constant, r, df } = found;
    await tables.replace('correlation', correlationColumns(matrix.featureIds, found, df));
    await storeCoActivation(context, matrix.featureIds);
    const reason = REASONS[method];
    await tables.replace('uncorrelated', {
      feature_id: constant.map((column) => matrix.featureIds[column]),
      reason: Array.from(constant, () => reason),
    });
    if (constant.length > 0) note(`${constant.length} of ${matrix.cols} features have no correlation: ${reason}`);
    if (r.length === 0) note('fewer than two features vary over prompts: there is nothing to correlate');
  },
};

async function storeCoActivation({ study, tables }: StageContext, featureIds: Int32Array): Promise<void> {
  // BOS is position 0 where one was prepended.
  const first =
    study.attribution.bos === 'exclude' && (await openSae(sourceFolders(study).sae)).config.prependBos ? 1 : 0;
  const prompts = await tables.query<{ n_tokens: number }>('correlate_prompt');
  const nTokens = prompts.reduce((sum, prompt) => sum + prompt.n_tokens - first, 0);
  const active = await tables.columns<ActiveTokens>('correlate_active', { first });
  await tables.replace('co_activation', byColumn(CO_ACTIVATION_COLUMNS, coActivations(featureIds, active, nTokens)));
}

function needsGain({ correlation }: Study): boolean {
  return correlation.gain === 'divide' || (correlation.covariates ?? []).includes('log-gradient');
}

async function covariatesOf({ study, tables }: StageContext, matrix: PromptMatrix, norms: Float64Array) {
  const prompts = await tables.query<PromptWords>('correlate_prompt');
  const columns = covariateColumns(study.correlation.covariates ?? [], prompts, norms);
  const count = basisOf(matrix.rows, [new Float64Array(matrix.rows).fill(1), ...columns]).vectors.length - 1;
  if (matrix.rows < count + 3)
    refuse(
      study,
      'correlation.covariates',
      `${count} independent covariates for ${matrix.rows} prompts`,
      'at least 3 prompts more than covariates',
    );
  return columns;
}

function refuse(study: Study, key: string, found: string, expected: string): never {
  throw new StudyError({ where: `${study.name}: ${key}`, found, expected });
}
