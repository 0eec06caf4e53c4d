/** What networks of fewer prompts are made of in a study: its matrix, the strata of its prompts, its similarity and its rule for edges. */
import type { PromptWords } from '../../../../src/methods/stats/correlation/covariates.ts';
import type { ShardFolder } from '../../../../src/run/shards.ts';
import type { CooccurrenceStudy } from '../../settings.ts';
import { correlationOptions } from '../matrix/correlation-options.ts';
import type { PromptMatrix } from '../matrix/prompt-matrix.ts';
import type { ResamplingSource } from './open-resampling.ts';

export interface StudyPrompts {
  /** [P] */
  readonly words: readonly (PromptWords & { readonly stratum: string })[];
  /** Shards of stage `attribute`; read only where the correlation needs gradients. */
  readonly attributed: ShardFolder;
}

/** @param where the study, for messages */
export function studySource(
  { correlation, rule }: { correlation: CooccurrenceStudy['correlation']; rule: CooccurrenceStudy['network'] },
  matrix: PromptMatrix,
  { words, attributed }: StudyPrompts,
  where: string,
): ResamplingSource {
  return {
    matrix,
    strata: words.map(({ stratum }) => stratum),
    correlation: correlationOptions(correlation, { ...matrix, prompts: words, attributed }, where),
    rule,
    most: correlation.most_pairs,
  };
}
