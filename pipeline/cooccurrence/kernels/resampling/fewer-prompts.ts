/** Networks of fewer prompts of a study: made by the study's own similarity and rules, prompts drawn within its strata. */
import { leastPrompts } from '../../../../src/methods/stats/correlation/correlation-options.ts';
import type { PromptWords } from '../../../../src/methods/stats/correlation/covariates.ts';
import type { ShardFolder } from '../../../../src/run/shards.ts';
import type { StageTools } from '../../../../src/run/stage.ts';
import type { CooccurrenceStudy } from '../../settings.ts';
import { correlationOptions } from '../matrix/correlation-options.ts';
import type { PromptMatrix } from '../matrix/prompt-matrix.ts';
import type { Resampling } from './resample-partitions.ts';
import type { Findings, Task } from './resample-task.ts';
import { openResampling } from './resampling.ts';

interface StudyPrompts {
  readonly matrix: PromptMatrix;
  /** [P] */
  readonly words: readonly (PromptWords & { readonly stratum: string })[];
  /** Shards of stage `attribute`; read only where the correlation needs gradients. */
  readonly attributed: ShardFolder;
}

/**
 * What `use` finds on networks of fewer prompts.
 * @param networks how many will be asked for
 */
export async function onFewerPrompts<Found>(
  { correlation, rule }: { correlation: CooccurrenceStudy['correlation']; rule: CooccurrenceStudy['network'] },
  { matrix, words, attributed }: StudyPrompts,
  task: Task,
  { networks, tools }: { networks: number; tools: Pick<StageTools, 'study' | 'threads' | 'progress'> },
  use: (resampling: Resampling<Findings>) => Promise<Found>,
): Promise<Found> {
  if (words.length !== matrix.rows)
    throw new Error(`prompt_feature: ${matrix.rows} prompts, expected the ${words.length} of the table prompt`);
  const { study, threads, progress } = tools;
  const options = correlationOptions(correlation, { ...matrix, prompts: words, attributed }, study);
  const bar = progress('networks of fewer prompts', networks);
  const source = { matrix, rule, correlation: options };
  const resampling = await openResampling(source, task, { threads, networks, most: correlation.most_pairs });
  try {
    return await use({
      strata: words.map(({ stratum }) => stratum),
      least: leastPrompts(options),
      async over(rows) {
        const found = await resampling.over(rows);
        bar.advance();
        return found;
      },
    });
  } finally {
    await resampling.close();
    bar.done();
  }
}
