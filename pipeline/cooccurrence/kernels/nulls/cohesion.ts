/**
 * How far features fall into groups, without a threshold: communities of the whole correlation matrix, every pair an edge of weight |r|
 * (Louvain, src/methods/graph/communities/louvain.ts), and
 *
 *   cohesion = mean |r| within communities − mean |r| between them,
 *
 * 0 where all features are one community. It exists wherever two features have a correlation, so every replicate of a null has it; the
 * communities are fitted to the same correlations, in the study and in each replicate alike. Communities of one half of the prompts are asked of
 * the other half's correlations, where nothing is fitted.
 */
import { louvain } from '../../../../src/methods/graph/communities/louvain.ts';
import { graphFromEdges } from '../../../../src/methods/graph/csr-graph.ts';
import type { NodePairs } from '../../../../src/methods/graph/pair-graph.ts';

/** [n] community of each node, in any numbers; a node without a correlation is by itself. */
export function communities(n: number, { a, b, r }: NodePairs, seed: number): Int32Array {
  return louvain(graphFromEdges(n, a, b, r.map(Math.abs)), seed).labels;
}

/** @param labels [n] community of each node @returns NaN without a correlation */
export function cohesion({ a, b, r }: NodePairs, labels: Int32Array): number {
  let [within, between, nWithin, nBetween] = [0, 0, 0, 0];
  for (let k = 0; k < r.length; k++) {
    if (labels[a[k]] === labels[b[k]]) {
      within += Math.abs(r[k]);
      nWithin++;
    } else {
      between += Math.abs(r[k]);
      nBetween++;
    }
  }
  if (r.length === 0) return Number.NaN;
  return nWithin === 0 || nBetween === 0 ? 0 : within / nWithin - between / nBetween;
}
