/**
 * Rows of the tables `held_out_prompt`, `held_out_cluster` and `held_out_centrality`: which prompts are in which half, and what the first
 * half finds alone.
 */
import type { PromptMatrix } from '../matrix/prompt-matrix.ts';
import { firstHalf } from './held-out.ts';
import type { NullInput } from './replicates.ts';
import { MEASURES } from './study-network.ts';

export function heldOutRows(matrix: PromptMatrix, { splits, statistics }: Pick<NullInput, 'splits' | 'statistics'>) {
  const prompts = splits.flatMap(({ name, test }) => {
    const second = new Set(test);
    return Array.from(matrix.promptIds, (prompt_id, row) => {
      return { split: name, prompt_id, half: second.has(row) ? 'second' : 'first' };
    });
  });
  const found = splits.map((split) => ({ split: split.name, ...firstHalf(matrix, split, statistics) }));
  const clusters = found.flatMap(({ split, clusters }) =>
    Array.from(clusters, (cluster, f) => {
      return { split, feature_id: matrix.featureIds[f], cluster: cluster === 0 ? null : cluster };
    }),
  );
  const centralities = found.flatMap(({ split, measures }) =>
    MEASURES.flatMap((measure) =>
      Array.from(measures[measure], (value, f) => ({ split, feature_id: matrix.featureIds[f], measure, value })),
    ),
  );
  return { prompts, clusters, centralities };
}
