/**
 * y = A x for the adjacency matrix A of a graph, where iterations for eigenvectors and PageRank spend their time. Weights that are all 1
 * are not read, which is 1.5 × as fast.
 */

import { rowSum, weightedRowSum } from '../communities/row-sum.ts';
import type { Graph } from '../csr-graph.ts';

/** `x` and `y` [N], two arrays; y is overwritten. */
export type Product = (x: Float64Array, y: Float64Array) => void;

export function adjacencyProduct({ n, offsets, targets, weights }: Graph): Product {
  for (let k = 0; k < weights.length; k++) {
    if (weights[k] === 1) continue;
    return (x, y) => {
      for (let i = 0; i < n; i++) y[i] = weightedRowSum(targets, weights, x, offsets[i], offsets[i + 1]);
    };
  }
  return (x, y) => {
    for (let i = 0; i < n; i++) y[i] = rowSum(targets, x, offsets[i], offsets[i + 1]);
  };
}
