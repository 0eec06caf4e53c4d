/**
 * Modularity of a partition with resolution γ (Newman 2004; Reichardt and Bornholdt 2006):
 *   Q = Σ_c [ L_c / m - γ (D_c / 2m)² ],
 * L_c the weight of edges inside cluster c, D_c the summed strength of its nodes, m the weight of all edges.
 * Computed from the graph and the labels alone, so that it checks what a clustering algorithm reports of itself.
 * A graph without edges has Q = 0. Weighted by the graph's weights: pass unweighted(graph) for the study's definition.
 */

import type { Graph } from '../csr-graph.ts';
import { dense } from './labels.ts';

export function modularity(graph: Graph, labels: Int32Array, resolution = 1): number {
  const { n, offsets, targets, weights } = graph;
  if (labels.length !== n)
    throw new RangeError(`modularity: ${labels.length} labels, expected one for each of ${n} nodes`);
  if (!(resolution >= 0 && resolution < Infinity)) {
    throw new RangeError(`modularity: resolution ${resolution}, expected a finite number of at least 0`);
  }
  const { labels: own, count } = dense(labels);
  const inside = new Float64Array(count); // twice L_c
  const total = new Float64Array(count);
  let twiceM = 0;
  for (let i = 0; i < n; i++) {
    const c = own[i];
    let within = 0;
    let all = 0;
    for (let k = offsets[i], end = offsets[i + 1]; k < end; k++) {
      all += weights[k];
      within += weights[k] * Number(own[targets[k]] === c); // a branch here is mispredicted as often as not
    }
    inside[c] += within;
    total[c] += all;
    twiceM += all;
  }
  if (twiceM === 0) return 0;
  let q = 0;
  for (let c = 0; c < count; c++) q += inside[c] / twiceM - resolution * (total[c] / twiceM) ** 2;
  return q;
}
