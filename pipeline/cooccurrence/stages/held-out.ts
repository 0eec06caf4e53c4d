/** Makes the study's network, clusters and centralities from one half of the prompts alone, so that the other half can be asked for them. */
import { splitRows } from '../../../src/methods/stats/splits.ts';
import { stage } from '../../../src/run/stage.ts';
import { shards } from '../../../src/run/stage-input.ts';
import { matrixInputs, promptWords, readMatrix } from '../kernels/matrix/prompt-matrix.ts';
import { heldOutRows } from '../kernels/nulls/held-out-rows.ts';
import { leastPrompts, studyStatistics, tooManyPairs } from '../kernels/nulls/study-options.ts';
import type { CooccurrenceStudy } from '../settings.ts';

export const heldOut = stage({
  name: 'held-out',
  module: import.meta.url,
  settings: ({ seed, correlation, network, cluster }: CooccurrenceStudy) => ({ seed, correlation, network, cluster }),
  reads: { ...matrixInputs, ...promptWords, attributed: shards('attribute') },
  writes: ['held_out_split', 'held_out_prompt', 'held_out_cluster', 'held_out_centrality'],
  run(own, inputs, { study, note }) {
    const { words } = inputs;
    const matrix = readMatrix(inputs);
    const refusal = tooManyPairs(matrix.cols, own.correlation.most_pairs);
    if (refusal !== null) {
      note(`no halves: ${refusal}`);
      return { held_out_split: [], held_out_prompt: [], held_out_cluster: [], held_out_centrality: [] };
    }
    const sources = { ...inputs, promptIds: matrix.promptIds, sizes: 0 };
    const { statistics, splits } = studyStatistics(own, sources, study);
    const made = splitRows(words, splits, leastPrompts(statistics));
    for (const { split, reason } of made) if (reason !== null) note(`no halves by ${split}: ${reason}`);
    const { prompts, clusters, centralities } = heldOutRows(matrix, { splits, statistics });
    return {
      held_out_split: made,
      held_out_prompt: prompts,
      held_out_cluster: clusters,
      held_out_centrality: centralities,
    };
  },
});
