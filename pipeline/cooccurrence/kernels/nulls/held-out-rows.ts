/**
 * Rows of the tables `held_out_prompt`, `held_out_cluster`, `held_out_centrality` and `held_out_statistic`: which prompts are in which half,
 * what the first half finds alone, with the second half's centralities beside its own, and how much of it is there on the second half.
 */
import type { PromptMatrix } from '../matrix/prompt-matrix.ts';
import { halvesFound } from './held-out.ts';
import type { NullInput } from './replicates.ts';
import { CENTRAL } from './study-network.ts';

export function heldOutRows(matrix: PromptMatrix, { splits, statistics }: Pick<NullInput, 'splits' | 'statistics'>) {
  const prompts = splits.flatMap(({ name, test }) => {
    const second = new Set(test);
    return Array.from(matrix.promptIds, (prompt_id, row) => {
      return { split: name, prompt_id, half: second.has(row) ? 'second' : 'first' };
    });
  });
  const found = splits.map((split) => ({ split: split.name, ...halvesFound(matrix, split, statistics) }));
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
  const again = found.flatMap(({ split, statistics }) =>
    statistics.map(({ statistic, value }) => {
      const reason = Number.isNaN(value) ? 'a half has too few edges or clusters' : null;
      return { split, statistic, value, reason };
    }),
  );
  return { prompts, clusters, centralities, statistics: again };
}
