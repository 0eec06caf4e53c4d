/**
 * Eigenvector centrality (Bonacich 1972), two measures under two names.
 *
 * `eigenvector`: the leading eigenvector of the whole graph's adjacency matrix, unit length and non-negative. On a
 * disconnected graph it lives on the component with the largest eigenvalue and is exactly 0 elsewhere. Where several
 * components share that eigenvalue the vector is not unique; this is the limit of power iteration from equal values
 * (networkx's start): each of them in proportion to the sum of its own vector. Without edges any vector is one, so every node has NaN.
 *
 * `eigenvectorPerComponent`: the leading eigenvector of each component by itself, unit length within it; an isolated node has 0.
 *
 * networkx stops at an average step of 1e-6 and is then up to 1e-3 short (measured); these are converged (see perron.ts).
 */

import { members } from '../communities/labels.ts';
import { components } from '../components.ts';
import type { Graph } from '../csr-graph.ts';
import { perron } from './perron.ts';

/** Eigenvalues of components closer than this, relatively, count as equal. */
const SAME = 1e-12;

interface Eigenvectors {
  /** [N] of the whole graph; NaN without edges. */
  readonly whole: Float64Array;
  /** [N] each component by itself. */
  readonly perComponent: Float64Array;
  /** Leading eigenvalue of the whole graph. */
  readonly value: number;
}

/** Both measures in one pass. Weighted by the graph's weights: pass unweighted(graph) for the study's definition. */
export function eigenvectors(graph: Graph): Eigenvectors {
  const { n } = graph;
  const perComponent = new Float64Array(n);
  const parts: { value: number; nodes: Int32Array; sum: number }[] = [];
  const { cluster, count } = components(graph);
  const { starts, nodes: all } = members(
    cluster.map((c) => c - 1),
    count,
  );
  for (let c = 0; c < count; c++) {
    const nodes = all.subarray(starts[c], starts[c + 1]);
    if (nodes.length === 1) continue;
    const { value, vector } = perron(graph, nodes);
    let sum = 0;
    for (let i = 0; i < nodes.length; i++) {
      perComponent[nodes[i]] = vector[i];
      sum += vector[i];
    }
    parts.push({ value, nodes, sum });
  }
  if (parts.length === 0) return { whole: new Float64Array(n).fill(Number.NaN), perComponent, value: 0 };

  const value = parts.reduce((largest, part) => Math.max(largest, part.value), 0);
  const leading = parts.filter((part) => part.value >= value * (1 - SAME));
  const length = Math.sqrt(leading.reduce((total, part) => total + part.sum * part.sum, 0));
  const whole = new Float64Array(n);
  for (const { nodes, sum } of leading) {
    for (const node of nodes) whole[node] = (perComponent[node] * sum) / length;
  }
  return { whole, perComponent, value };
}
