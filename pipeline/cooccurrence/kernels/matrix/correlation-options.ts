/**
 * What a study's correlations need besides the matrix: each prompt's gradient norm from the shards of stage `attribute`, and
 * the words of prompts, where `gain: divide` or the method `partial` ask for them.
 */
import { StudyError } from '../../../../src/errors.ts';
import { gradientNorms } from '../../../../src/methods/attribution/gradient-norm.ts';
import {
  type CorrelationOptions,
  independent,
  leastPrompts,
} from '../../../../src/methods/stats/correlation/correlation-options.ts';
import { covariateColumns, type PromptWords } from '../../../../src/methods/stats/correlation/covariates.ts';
import { groupNumbers } from '../../../../src/methods/stats/groups/groups.ts';
import { readPlan, type ShardFolder } from '../../../../src/run/shards.ts';
import type { CooccurrenceStudy } from '../../settings.ts';

interface CorrelationSources {
  /** [P] */
  readonly promptIds: Int32Array;
  /** [P] */
  readonly prompts: readonly (PromptWords & { readonly stratum: string })[];
  /** Shards of stage `attribute`; read only where gradients are needed. */
  readonly attributed: ShardFolder;
}

/** @param where the study, for messages @throws StudyError where covariates leave too few prompts */
export function correlationOptions(
  correlation: CooccurrenceStudy['correlation'],
  { promptIds, prompts, attributed }: CorrelationSources,
  where: string,
): CorrelationOptions {
  const { method, gain } = correlation;
  const covariates = method === 'partial' ? (correlation.covariates ?? []) : [];
  const norms =
    gain === 'divide' || covariates.includes('log-gradient') ? promptGains(attributed, promptIds) : new Float64Array(0);
  const columns = covariateColumns(covariates, prompts, norms);
  const options: CorrelationOptions = {
    method,
    gains: gain === 'divide' ? norms : null,
    covariates: columns,
    ...(correlation.weights === 'class-balanced' && { classes: groupNumbers(prompts.map(({ stratum }) => stratum)) }),
  };
  if (columns.length > 0 && promptIds.length < leastPrompts(options)) {
    throw new StudyError({
      where: `${where}: correlation.covariates`,
      found: `${independent(columns)} independent covariates for ${promptIds.length} prompts`,
      expected: 'at least 3 prompts more than covariates',
    });
  }
  return options;
}

/**
 * The gain of every prompt from the shards of stage `attribute`: the norm of its gradient over all positions.
 * A gain of zero is an error: nothing can be divided by it and it has no logarithm.
 * [P], in the order of `promptIds`.
 */
export function promptGains(shards: ShardFolder, promptIds: Int32Array): Float64Array {
  const rowOf = new Map(Array.from(promptIds, (id, row) => [id, row]));
  const gains = new Float64Array(promptIds.length);
  readPlan<{ batches: readonly unknown[] }>(shards).batches.forEach((_, index) => {
    const { prompt, length, gradient } = shards.read(index);
    const own = gradientNorms(gradient.data as Float32Array, length.data, gradient.dims[1]);
    prompt.data.forEach((id, batchRow) => {
      const row = rowOf.get(id);
      if (row !== undefined) gains[row] = own[batchRow];
    });
  });
  const flat = gains.indexOf(0);
  if (flat >= 0) {
    throw new StudyError({
      where: `prompt ${promptIds[flat]}`,
      found: 'a gradient of zero',
      expected: 'one that values can be divided by',
      fix: 'Use correlation.gain: keep, without the covariate log-gradient.',
    });
  }
  return gains;
}
