/** Networks of fewer prompts of a study, from its tables: made by the study's own similarity and rules, prompts drawn within its strata. */

import { leastPrompts } from '../../../../src/methods/stats/correlation/correlation-options.ts';
import { type CorrelationContext, readCorrelationOptions } from '../matrix/read-correlation-options.ts';
import { readPromptMatrix } from '../matrix/read-prompt-matrix.ts';
import type { Resampling } from './resample-partitions.ts';
import type { Findings, Task } from './resample-task.ts';
import { openResampling } from './resampling.ts';

export interface ResamplingContext extends CorrelationContext {
  readonly threads: number;
}

export interface StudyResampling extends Resampling<Findings> {
  close(): Promise<void>;
}

/** `networks`: how many will be asked for. `advance` is called after each. */
export async function openStudyResampling(
  context: ResamplingContext,
  task: Task,
  networks: number,
  advance: () => void,
): Promise<StudyResampling> {
  const { study, tables, threads } = context;
  const matrix = await readPromptMatrix(tables);
  const prompts = await tables.query<{ stratum: string }>('cluster_stratum');
  const correlation = await readCorrelationOptions(context, matrix.promptIds);
  const source = { matrix, rule: study.network, correlation };
  const resampling = await openResampling(source, task, { threads, networks, most: study.correlation.most_pairs });
  return {
    strata: prompts.map((row) => row.stratum),
    least: leastPrompts(correlation),
    async over(rows) {
      const found = await resampling.over(rows);
      advance();
      return found;
    },
    close: () => resampling.close(),
  };
}
