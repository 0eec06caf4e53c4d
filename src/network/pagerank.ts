/**
 * PageRank (Brin and Page 1998) on an undirected graph, as networkx: with chance DAMPING follow a tie in proportion to its
 * strength, otherwise (or from an isolated node) jump to any node. Sums to 1.
 * Power iteration to a total change of 1e-14; its rate is DAMPING, so that is reached within STEPS.
 */
import type { Graph } from './graph.ts';

const DAMPING = 0.85;
/** Total change at which the iteration stops. */
const STOP = 1e-14;
/** 0.85^300 is 7e-22. */
const STEPS = 300;

/** [N]. Weighted by the graph's weights: pass unweighted(graph) to count edges. */
export function pagerank(graph: Graph): Float64Array {
  const { n, offsets, targets, weights } = graph;
  const strength = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let k = offsets[i]; k < offsets[i + 1]; k++) strength[i] += weights[k];
  let rank = new Float64Array(n).fill(1 / n);
  for (let step = 0; step < STEPS; step++) {
    const share = rank.map((x, i) => (strength[i] > 0 ? x / strength[i] : 0));
    const stranded = rank.reduce((sum, x, i) => (strength[i] > 0 ? sum : sum + x), 0);
    const next = new Float64Array(n);
    let change = 0;
    for (let i = 0; i < n; i++) {
      let arriving = 0;
      for (let k = offsets[i]; k < offsets[i + 1]; k++) arriving += weights[k] * share[targets[k]];
      next[i] = (1 - DAMPING + DAMPING * stranded) / n + DAMPING * arriving;
      change += Math.abs(next[i] - rank[i]);
    }
    rank = next;
    if (change <= STOP) break;
  }
  return rank;
}
