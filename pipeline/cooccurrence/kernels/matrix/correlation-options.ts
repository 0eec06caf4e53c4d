/**
 * What a study's correlations need besides the matrix: each prompt's gradient norm from the shards of stage `attribute`, and
 * the words of prompts, where `gain: divide` or the method `partial` ask for them.
 */
import { StudyError } from '../../../../src/errors.ts';
import {
  type CorrelationOptions,
  independent,
  leastPrompts,
} from '../../../../src/methods/stats/correlation/correlation-options.ts';
import { covariateColumns, type PromptWords } from '../../../../src/methods/stats/correlation/covariates.ts';
import { groupNumbers } from '../../../../src/methods/stats/groups/groups.ts';
import type { ShardFolder } from '../../../../src/run/shards.ts';
import type { CooccurrenceStudy } from '../../settings.ts';
import { promptGains } from './prompt-gains.ts';

export interface CorrelationSources {
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
