/**
 * From rows that name features to a graph of dense nodes and back: node i is the i-th smallest feature_id.
 * The weight of an edge is |r|; its sign stays in the table.
 */
import { type Graph, graphFromEdges } from './csr-graph.ts';

/** Parallel columns of feature pairs. */
export interface PairColumns {
  readonly feature_a: Int32Array;
  readonly feature_b: Int32Array;
  readonly r: Float64Array;
}

/** Pairs by node instead of by feature. */
export interface NodePairs {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly r: Float64Array;
}

/** `featureIds` [N] ascending, without repeats. A pair that names another feature is an error. */
export function nodePairs(featureIds: Int32Array, pairs: PairColumns): NodePairs {
  const node = new Map<number, number>();
  featureIds.forEach((id, i) => {
    if (i > 0 && !(id > featureIds[i - 1]))
      throw new Error(`nodePairs: feature ${id} after ${featureIds[i - 1]}, expected ascending`);
    node.set(id, i);
  });
  const nodeOf = (id: number): number => {
    const found = node.get(id);
    if (found === undefined)
      throw new Error(`nodePairs: feature ${id} in a pair, expected one of the ${featureIds.length} selected`);
    return found;
  };
  return { a: pairs.feature_a.map(nodeOf), b: pairs.feature_b.map(nodeOf), r: pairs.r };
}

/** The network of the study: nodes in the order of `featureIds`, weights |r|. */
export function featureGraph(featureIds: Int32Array, edges: PairColumns): Graph {
  const { a, b, r } = nodePairs(featureIds, edges);
  return graphFromEdges(featureIds.length, a, b, r.map(Math.abs));
}
