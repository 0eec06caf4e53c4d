/**
 * Participation coefficient (Guimerà and Amaral, Nature 433, 895, 2005): how evenly a node's ties spread over clusters,
 *   P(i) = 1 - Σ_c (s_ic / s_i)²,
 * s_ic the strength of its ties into cluster c, s_i of all. 0 where all ties stay in one cluster, also for an isolated node.
 */
import type { Graph } from '../csr-graph.ts';

/** [N]; `labels` [N] non-negative. Weighted by the graph's weights: pass unweighted(graph) to count edges. */
export function participation(graph: Graph, labels: Int32Array): Float64Array {
  const { n, offsets, targets, weights } = graph;
  if (labels.length !== n)
    throw new RangeError(`participation: ${labels.length} labels, expected one for each of ${n} nodes`);
  return Float64Array.from({ length: n }, (_, i) => {
    const into = new Map<number, number>();
    let total = 0;
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      const c = labels[targets[k]];
      into.set(c, (into.get(c) ?? 0) + weights[k]);
      total += weights[k];
    }
    if (total === 0 || into.size === 1) return 0;
    let squares = 0;
    for (const strength of into.values()) squares += (strength / total) ** 2;
    return 1 - squares;
  });
}
