/**
 * Correlates the selected features over prompts by the study's method: every pair of features that vary, with p and q.
 * q is Benjamini-Hochberg over all pairs, not only those that later become edges.
 * `gain: divide` first divides each prompt's values by the norm of its gradient, which multiplies all of them alike.
 */
import { promptGains } from '../src/attribution/prompt-gains.ts';
import { StudyError } from '../src/errors.ts';
import { openShards } from '../src/shards.ts';
import { adjust } from '../src/stats/adjust.ts';
import { basisOf } from '../src/stats/basis.ts';
import { correlationP } from '../src/stats/correlation-p.ts';
import { covariateColumns, type PromptWords } from '../src/stats/covariates.ts';
import { type LongMatrix, type PromptMatrix, promptMatrix } from '../src/stats/prompt-matrix.ts';
import { similarity } from '../src/stats/similarity.ts';
import type { Study } from '../src/study/study.ts';
import type { Stage, StageContext } from './stage.ts';

/** With two prompts every correlation is ±1. */
const LEAST_PROMPTS = 3;

/** Why a feature has no correlation. */
const REASONS = {
  pearson: 'constant over prompts',
  spearman: 'constant over prompts',
  cosine: 'zero on every prompt',
  partial: 'constant over prompts, or explained by the covariates',
} as const;

export const correlate: Stage = {
  name: 'correlate',
  reads: ['prompt', 'prompt_feature'],
  after: ['attribute'],
  writes: ['correlation', 'uncorrelated'],
  parameters: (study) => study.correlation,
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
    const { method, gain } = study.correlation;
    const norms = needsGain(study)
      ? promptGains(openShards(context.out, 'attribute', context.hashOf('attribute')), matrix.promptIds)
      : new Float64Array(0);
    const covariates = method === 'partial' ? await covariatesOf(context, matrix, norms) : [];
    const { kept, constant, r, df } = similarity(
      method,
      gain === 'divide' ? divided(matrix, norms) : matrix,
      covariates,
    );
    const ids = kept.map((column) => matrix.featureIds[column]);
    const featureA = new Int32Array(r.length);
    const featureB = new Int32Array(r.length);
    let pair = 0;
    for (let i = 0; i < ids.length; i++) {
      for (let j = i + 1; j < ids.length; j++, pair++) {
        featureA[pair] = ids[i];
        featureB[pair] = ids[j];
      }
    }
    const p = r.map((value) => correlationP(value, df));
    await tables.replace('correlation', {
      feature_a: featureA,
      feature_b: featureB,
      r,
      n: new Int32Array(r.length).fill(matrix.rows),
      p,
      q: adjust(p, 'benjamini-hochberg'),
    });
    const reason = REASONS[method];
    await tables.replace('uncorrelated', {
      feature_id: constant.map((column) => matrix.featureIds[column]),
      reason: Array.from(constant, () => reason),
    });
    if (constant.length > 0) note(`${constant.length} of ${matrix.cols} features have no correlation: ${reason}`);
    if (r.length === 0) note('fewer than two features vary over prompts: there is nothing to correlate');
  },
};

function needsGain({ correlation }: Study): boolean {
  return correlation.gain === 'divide' || (correlation.covariates ?? []).includes('log-gradient');
}

function divided(matrix: PromptMatrix, norms: Float64Array): PromptMatrix {
  return { ...matrix, values: matrix.values.map((value, entry) => value / norms[Math.floor(entry / matrix.cols)]) };
}

async function covariatesOf(
  { study, tables }: StageContext,
  matrix: PromptMatrix,
  norms: Float64Array,
): Promise<Float64Array[]> {
  const prompts = await tables.query<PromptWords>('correlate_prompt');
  const columns = covariateColumns(study.correlation.covariates ?? [], prompts, norms);
  const directions = basisOf(matrix.rows, [new Float64Array(matrix.rows).fill(1), ...columns]).vectors.length;
  if (matrix.rows < directions + 2) {
    refuse(
      study,
      'correlation.covariates',
      `${directions - 1} independent covariates for ${matrix.rows} prompts`,
      'at least 3 prompts more than covariates',
    );
  }
  return columns;
}

function refuse(study: Study, key: string, found: string, expected: string): never {
  throw new StudyError({ where: `${study.name}: ${key}`, found, expected });
}
