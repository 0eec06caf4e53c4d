/** Networks of fewer prompts of a study: made by the study's own similarity and rules, prompts drawn within its strata. */
import type { NetworkRule } from '../../../../src/methods/graph/edges/select-edges.ts';
import {
  type CorrelationOptions,
  leastPrompts,
} from '../../../../src/methods/stats/correlation/correlation-options.ts';
import type { PromptMatrix } from '../matrix/prompt-matrix.ts';
import type { Resampling } from './resample-partitions.ts';
import type { Findings, Task } from './resample-task.ts';
import { openResampling } from './resampling.ts';

export interface ResamplingSource {
  readonly matrix: PromptMatrix;
  /** [P] */
  readonly strata: readonly string[];
  readonly correlation: CorrelationOptions;
  readonly rule: NetworkRule;
  /** Pairs of features that may be held at once. */
  readonly most: number;
}

export interface StudyResampling extends Resampling<Findings> {
  close(): Promise<void>;
}

/** `networks`: how many will be asked for. `advance` is called after each. */
export async function openStudyResampling(
  { matrix, strata, correlation, rule, most }: ResamplingSource,
  task: Task,
  { networks, threads, advance }: { readonly networks: number; readonly threads: number; advance(): void },
): Promise<StudyResampling> {
  if (strata.length !== matrix.rows)
    throw new Error(`prompt_feature: ${matrix.rows} prompts, expected the ${strata.length} of the table prompt`);
  const resampling = await openResampling({ matrix, rule, correlation }, task, { threads, networks, most });
  return {
    strata,
    least: leastPrompts(correlation),
    async over(rows) {
      const found = await resampling.over(rows);
      advance();
      return found;
    },
    close: () => resampling.close(),
  };
}
