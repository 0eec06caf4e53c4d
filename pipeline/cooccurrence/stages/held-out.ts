/** Makes the study's network, clusters and centralities from one half of the prompts alone, in several splits, so that the other half can be asked for them. */
import { REPEATS, splitRows } from '../../../src/methods/stats/splits.ts';
import { stage } from '../../../src/run/stage.ts';
import { shards } from '../../../src/run/stage-input.ts';
import { matrixInputs, promptWords, readMatrix } from '../kernels/matrix/prompt-matrix.ts';
import { heldOutRows } from '../kernels/nulls/held-out-rows.ts';
import { leastPrompts, studyStatistics, tooManyPairs } from '../kernels/nulls/study-options.ts';
import type { CooccurrenceStudy } from '../settings.ts';

const TABLES = [
  'held_out_split',
  'held_out_prompt',
  'held_out_cluster',
  'held_out_centrality',
  'held_out_statistic',
] as const;

export const heldOut = stage({
  name: 'held-out',
  module: import.meta.url,
  settings: ({ seed, correlation, network, cluster }: CooccurrenceStudy) => ({ seed, correlation, network, cluster }),
  reads: { ...matrixInputs, ...promptWords, attributed: shards('attribute') },
  writes: TABLES,
  run(own, inputs, { study, note }) {
    const { words } = inputs;
    const matrix = readMatrix(inputs);
    const refusal = tooManyPairs(matrix.cols, own.correlation.most_pairs);
    if (refusal !== null) {
      note(`no halves: ${refusal}`);
      return {
        held_out_split: [],
        held_out_prompt: [],
        held_out_cluster: [],
        held_out_centrality: [],
        held_out_statistic: [],
      };
    }
    const sources = { ...inputs, promptIds: matrix.promptIds, sizes: 0, repeats: REPEATS };
    const { statistics, splits } = studyStatistics(own, sources, study);
    const made = splitRows(words, splits, leastPrompts(statistics));
    for (const { split, reason } of made) if (reason !== null) note(`no halves by ${split}: ${reason}`);
    const found = heldOutRows(matrix, { splits, statistics });
    return {
      held_out_split: made,
      held_out_prompt: found.prompts,
      held_out_cluster: found.clusters,
      held_out_centrality: found.centralities,
      held_out_statistic: found.statistics,
    };
  },
});
