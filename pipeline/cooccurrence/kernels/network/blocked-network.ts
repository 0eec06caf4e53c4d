/**
 * attribution-network.ts for so many features that their pairs are not to be held at once: pairs come from blockedPairs, from
 * the rule's threshold on, and the further rules choose among them. The graph is the same one.
 */
import { StudyError } from '../../../../src/errors.ts';
import type { Graph } from '../../../../src/methods/graph/csr-graph.ts';
import type { NetworkRule } from '../../../../src/methods/graph/edges/select-edges.ts';
import { blockedPairs } from '../../../../src/methods/stats/correlation/blocked-pairs.ts';
import type { BlockProduct } from '../../../../src/methods/stats/correlation/blocks.ts';
import {
  type CorrelationOptions,
  preparedColumns,
} from '../../../../src/methods/stats/correlation/correlation-options.ts';
import type { Matrix } from '../../../../src/methods/stats/matrix.ts';
import { chosenGraph } from './attribution-network.ts';

/** `most`: pairs that may be held at once. */
export async function blockedNetwork(
  matrix: Matrix,
  rule: NetworkRule,
  correlation: CorrelationOptions,
  options: { readonly product: BlockProduct; readonly most: number; readonly rows?: Int32Array },
): Promise<Graph> {
  const { threshold, strict, sign } = rule;
  const { columns, df } = preparedColumns(matrix, correlation, options.rows);
  const floors = [threshold];
  const stream = { levels: [], strict, sign, floors, most: options.most, df };
  const { a, b, r, q, from } = await blockedPairs(columns, stream, options.product);
  if (from > threshold) {
    throw new StudyError({
      where: 'network.threshold',
      found: `${threshold}, which more than ${options.most} pairs of features reach over part of the prompts`,
      expected: 'a threshold that fewer pairs pass, or a larger correlation.most_pairs',
      fix: 'With few prompts many pairs pass by chance: stability.case_drops: 0 leaves the smallest parts out.',
    });
  }
  const { varying } = columns;
  const pairs = { a: a.map((i) => varying[i]), b: b.map((i) => varying[i]), r };
  return chosenGraph(matrix.cols, pairs, rule, () => q);
}
