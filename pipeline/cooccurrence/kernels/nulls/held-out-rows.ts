/**
 * Rows of the tables `held_out_prompt`, `held_out_cluster` and `held_out_centrality`: which prompts are in which half, and what the first
 * half finds alone, with the second half's centralities beside its own.
 */
import type { PromptMatrix } from '../matrix/prompt-matrix.ts';
import { firstHalf, secondMeasures } from './held-out.ts';
import type { NullInput } from './replicates.ts';
import { CENTRAL } from './study-network.ts';

export function heldOutRows(matrix: PromptMatrix, { splits, statistics }: Pick<NullInput, 'splits' | 'statistics'>) {
  const prompts = splits.flatMap(({ name, test }) => {
    const second = new Set(test);
    return Array.from(matrix.promptIds, (prompt_id, row) => {
      return { split: name, prompt_id, half: second.has(row) ? 'second' : 'first' };
    });
  });
  const found = splits.map((split) => {
    const second = secondMeasures(matrix, split, statistics);
    return { split: split.name, second, ...firstHalf(matrix, split, statistics) };
  });
  const clusters = found.flatMap(({ split, clusters }) =>
    Array.from(clusters, (cluster, f) => {
      return { split, feature_id: matrix.featureIds[f], cluster: cluster === 0 ? null : cluster };
    }),
  );
  const centralities = found.flatMap(({ split, measures, second }) =>
    CENTRAL.flatMap((measure) =>
      Array.from(measures[measure]).flatMap((value, f) =>
        Number.isNaN(value)
          ? []
          : [{ split, feature_id: matrix.featureIds[f], measure, value, second_value: second[measure][f] }],
      ),
    ),
  );
  return { prompts, clusters, centralities };
}
