/** Rows of the tables `held_out_prompt` and `held_out_cluster`: which prompts are in which half, and what the first half finds alone. */
import type { PromptMatrix } from '../stats/prompt-matrix.ts';
import { firstHalfClusters } from './held-out.ts';
import type { Ingredients } from './replicates.ts';

export function heldOutRows(matrix: PromptMatrix, { splits, statistics }: Pick<Ingredients, 'splits' | 'statistics'>) {
  const prompts = splits.flatMap(({ name, test }) => {
    const second = new Set(test);
    return Array.from(matrix.promptIds, (prompt_id, row) => {
      return { split: name, prompt_id, half: second.has(row) ? 'second' : 'first' };
    });
  });
  const clusters = splits.flatMap((split) =>
    Array.from(firstHalfClusters(matrix, split, statistics), (cluster, f) => {
      return { split: split.name, feature_id: matrix.featureIds[f], cluster: cluster === 0 ? null : cluster };
    }),
  );
  return { prompts, clusters };
}
