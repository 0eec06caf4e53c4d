/**
 * y = A x for the adjacency matrix A of a graph, where iterations for eigenvectors and PageRank spend their time.
 * A row is summed in four interleaved parts, always the same ones, since each addition of one sum would wait for the one before
 * (1.3 × as fast, measured); weights that are all 1 are not read (1.5 × on top).
 */
import type { Graph } from './graph.ts';

/** `x` and `y` [N], two arrays; y is overwritten. */
export type Product = (x: Float64Array, y: Float64Array) => void;

export function adjacencyProduct(graph: Graph): Product {
  for (let k = 0; k < graph.weights.length; k++) if (graph.weights[k] !== 1) return (x, y) => weighted(graph, x, y);
  return (x, y) => counted(graph, x, y);
}

function weighted({ n, offsets, targets, weights }: Graph, x: Float64Array, y: Float64Array): void {
  for (let i = 0; i < n; i++) {
    const end = offsets[i + 1];
    let k = offsets[i];
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (; k + 3 < end; k += 4) {
      a += weights[k] * x[targets[k]];
      b += weights[k + 1] * x[targets[k + 1]];
      c += weights[k + 2] * x[targets[k + 2]];
      d += weights[k + 3] * x[targets[k + 3]];
    }
    for (; k < end; k++) a += weights[k] * x[targets[k]];
    y[i] = a + b + (c + d);
  }
}

function counted({ n, offsets, targets }: Graph, x: Float64Array, y: Float64Array): void {
  for (let i = 0; i < n; i++) {
    const end = offsets[i + 1];
    let k = offsets[i];
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (; k + 3 < end; k += 4) {
      a += x[targets[k]];
      b += x[targets[k + 1]];
      c += x[targets[k + 2]];
      d += x[targets[k + 3]];
    }
    for (; k < end; k++) a += x[targets[k]];
    y[i] = a + b + (c + d);
  }
}
