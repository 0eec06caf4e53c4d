/**
 * PageRank (Brin and Page 1998) on an undirected graph, as networkx: with chance DAMPING follow a tie in proportion to its
 * strength, otherwise (or from an isolated node) jump to any node. Sums to 1.
 *
 * Jumps land everywhere alike, so ranks are the solution of x = DAMPING A D⁻¹ x + 1 brought to sum 1, D the strengths; an isolated
 * node has 1 there. With x = D u it is (D - DAMPING A) u = 1, symmetric and positive definite: conjugate gradients preconditioned
 * by D (Golub and Van Loan, §11.5). Each step divides the error by at least 1.8, since the condition number is at most
 * (1 + DAMPING) / (1 - DAMPING); power iteration divides it by 1.2.
 */

import { adjacencyProduct } from '../communities/row-sum.ts';
import type { Graph } from '../csr-graph.ts';

const DAMPING = 0.85;
/** Mean absolute residual at the end, of equations whose right side is 1. */
const STOP = 1e-14;
/** 1.8^60 is 2e15. */
const STEPS = 200;

/** [N]. Weighted by the graph's weights: pass unweighted(graph) to count edges. */
export function pagerank(graph: Graph): Float64Array {
  const { n, offsets, weights } = graph;
  const strength = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) strength[i] += weights[k];
    if (strength[i] === 0) strength[i] = 1; // an isolated node's equation is then u = 1
  }
  const rank = solve(graph, strength);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    rank[i] *= strength[i];
    sum += rank[i];
  }
  for (let i = 0; i < n; i++) rank[i] /= sum;
  return rank;
}

/** [N] u of (D - DAMPING A) u = 1. */
function solve(graph: Graph, strength: Float64Array): Float64Array {
  const { n } = graph;
  const multiply = adjacencyProduct(graph);
  const u = new Float64Array(n);
  const residual = new Float64Array(n).fill(1);
  const direction = new Float64Array(n);
  const image = new Float64Array(n);
  let before = Infinity;
  for (let step = 0; step < STEPS; step++) {
    let left = 0;
    let size = 0; // residual² in the norm of the preconditioner
    for (let i = 0; i < n; i++) {
      left += Math.abs(residual[i]);
      size += (residual[i] * residual[i]) / strength[i];
    }
    if (left <= STOP * n) return u;
    const keep = size / before;
    before = size;
    for (let i = 0; i < n; i++) direction[i] = residual[i] / strength[i] + keep * direction[i];
    multiply(direction, image);
    let curvature = 0;
    for (let i = 0; i < n; i++) {
      image[i] = strength[i] * direction[i] - DAMPING * image[i];
      curvature += direction[i] * image[i];
    }
    const far = size / curvature;
    for (let i = 0; i < n; i++) {
      u[i] += far * direction[i];
      residual[i] -= far * image[i];
    }
  }
  throw new Error(`pagerank: no convergence in ${STEPS} steps on ${n} nodes, expected a mean residual of ${STOP}`);
}
