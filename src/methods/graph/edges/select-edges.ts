/**
 * The study's whole rule for edges: pairs over the threshold (edge-rule.ts), then each of the further rules that the
 * study names, in this order, each on what the one before left: `fdr`, `giant`, `top_k`, `disparity`.
 * With threshold 0, not strict, a further rule decides alone.
 */

import type { NodePairs } from '../pair-graph.ts';
import { disparityRule, type EdgeRule, edgesByRule, giantRule, topKRule } from './edge-rule.ts';

export interface NetworkRule extends EdgeRule {
  /** Largest Benjamini-Hochberg q of an edge, over all pairs. */
  readonly fdr?: number;
  /** Nodes that the largest component is to reach: edge-rule.ts. */
  readonly giant?: number;
  /** Strongest ties of each node: edge-rule.ts. */
  readonly top_k?: number;
  /** Level of the disparity filter: edge-rule.ts. */
  readonly disparity?: number;
}

/** Indices of the edges among all pairs, ascending. `q` [pairs] is asked for only under `fdr`. */
export function selectEdges(n: number, pairs: NodePairs, rule: NetworkRule, q: () => Float64Array): Int32Array {
  let passing = edgesByRule(pairs.r, rule);
  if (rule.fdr !== undefined) passing = fdrRule(passing, q(), pairs.r.length, rule.fdr);
  if (rule.giant !== undefined) passing = giantRule(n, pairs, passing, rule.giant);
  if (rule.top_k !== undefined) passing = topKRule(n, pairs, passing, rule.top_k);
  if (rule.disparity !== undefined) passing = disparityRule(n, pairs, passing, rule.disparity);
  return passing;
}

function fdrRule(passing: Int32Array, q: Float64Array, pairs: number, level: number): Int32Array {
  if (!(level > 0 && level < 1)) throw new RangeError(`selectEdges: fdr ${level}, expected between 0 and 1`);
  if (q.length !== pairs)
    throw new RangeError(`selectEdges: ${q.length} q values, expected one for each of ${pairs} pairs`);
  return passing.filter((pair) => q[pair] <= level);
}
