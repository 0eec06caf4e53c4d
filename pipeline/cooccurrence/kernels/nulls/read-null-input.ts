/** Reads what all nulls of a run share: from the tables, the shards of stage `attribute`, and the SAE. */

import type { PromptWords } from '../../../../src/methods/stats/correlation/covariates.ts';
import { splitsOf } from '../../../../src/methods/stats/splits.ts';
import type { ShardFolder } from '../../../../src/run/shards.ts';
import type { Tables } from '../../../../src/run/tables/tables.ts';
import type { CooccurrenceStudy } from '../../settings.ts';
import { promptGains } from '../matrix/prompt-gains.ts';
import type { PromptMatrix } from '../matrix/prompt-matrix.ts';
import type { CodeRows } from './codes.ts';
import { ingredientsOf } from './null-input.ts';
import type { Dictionary } from './open-dictionary.ts';
import { readGradients } from './read-gradients.ts';
import type { Ingredients } from './replicates.ts';
import { leastPrompts, needsGains, statisticOptions } from './study-options.ts';

interface PromptRow {
  readonly n_tokens: number;
  readonly answer_rank: number;
}

type SplitRow = PromptWords & { readonly stratum: string; readonly template: string };

/** @param matrix the study's prompts × features */
export async function gather(
  study: CooccurrenceStudy,
  tables: Tables,
  shards: ShardFolder,
  matrix: PromptMatrix,
  dictionary: Dictionary,
): Promise<Ingredients> {
  const { attribution, steering } = study;
  const prompts = await tables.query<PromptRow>('prompts_to_run');
  const words = await tables.query<SplitRow>('nulls_prompt');
  const sizes = await tables.query<{ size: number }>('nulls_kept_size', { algorithm: study.cluster.algorithm });
  const lengths = prompts.map((prompt) => prompt.n_tokens);
  const gains = needsGains(study) ? promptGains(shards, matrix.promptIds) : new Float64Array(0);
  const statistics = statisticOptions(study, words, gains, sizes.length);
  return ingredientsOf({
    seed: study.seed,
    rule: attribution.positions,
    excludeFirst: attribution.bos === 'exclude' && dictionary.config.prependBos,
    bos: dictionary.config.prependBos,
    featureIds: matrix.featureIds,
    codes: await tables.columns<CodeRows>('nulls_code'),
    gradients: readGradients(shards, lengths, dictionary),
    lengths,
    steering: {
      baseFactor: steering.base_factor,
      positions: steering.positions,
      steered: prompts.map((prompt) => steering.prompts === 'all' || prompt.answer_rank === 0),
    },
    splits: splitsOf(
      words.map(({ stratum }) => stratum),
      words.map(({ template }) => template),
      { seed: study.seed, least: leastPrompts(statistics) },
    ),
    statistics,
  });
}
