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
import { groupNumbers } from '../../../../src/methods/stats/groups/group-numbers.ts';
import { openShards } from '../../../../src/run/shards.ts';
import type { Tables } from '../../../../src/run/tables/tables.ts';
import type { CooccurrenceStudy } from '../../settings.ts';
import { promptGains } from './prompt-gains.ts';

/** Where a study's correlations come from: the part of a stage's context that they need. */
export interface CorrelationContext {
  readonly study: CooccurrenceStudy;
  readonly tables: Tables;
  /** The run folder. */
  readonly out: string;
  /** The hash that names the shards of stage `attribute`; they are opened only when gradients are needed. */
  hashOf(stage: 'attribute'): string;
}

/** `promptIds` [P]. */
export async function readCorrelationOptions(
  { study: { name, correlation }, tables, out, hashOf }: CorrelationContext,
  promptIds: Int32Array,
): Promise<CorrelationOptions> {
  const { method, gain } = correlation;
  const attributed = () => openShards(out, 'attribute', hashOf('attribute'));
  const covariates = method === 'partial' ? (correlation.covariates ?? []) : [];
  const norms =
    gain === 'divide' || covariates.includes('log-gradient')
      ? promptGains(attributed(), promptIds)
      : new Float64Array(0);
  const balanced = correlation.weights === 'class-balanced';
  const words =
    method === 'partial' || balanced ? await tables.query<PromptWords & { stratum: string }>('correlate_prompt') : [];
  const columns = covariateColumns(covariates, words, norms);
  const rows = promptIds.length;
  const options = {
    ...{ method, gains: gain === 'divide' ? norms : null, covariates: columns },
    ...(balanced ? { classes: groupNumbers(words.map(({ stratum }) => stratum)) } : {}),
  };
  if (columns.length > 0 && rows < leastPrompts(options)) {
    throw new StudyError({
      where: `${name}: correlation.covariates`,
      found: `${independent(columns)} independent covariates for ${rows} prompts`,
      expected: 'at least 3 prompts more than covariates',
    });
  }
  return options;
}
