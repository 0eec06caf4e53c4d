/**
 * Leading eigenpair of the adjacency matrix of one connected graph (simple and positive by Perron and Frobenius), by Lanczos
 * (Golub and Van Loan, §10.1), restarted from the current Ritz vector.
 *
 * Each vector is made orthogonal to the two before it, and to the start: rounding lets the direction that converges come back
 * first (Parlett and Scott, Math. Comp. 33, 1979), and the start, equal values or the last answer, lies near it. Two cliques joined by a
 * path take 13 products so and 101 without. Orthogonality to the rest is lost only once the answer is there.
 *
 * Converged when the residual ‖A v - λ v‖, computed from the vector itself, is at most RESIDUAL · λ; the angle to the true vector is
 * then at most residual over spectral gap. Not converging is an error, never a rough answer.
 */

import { adjacencyProduct, type Product } from '../communities/row-sum.ts';
import type { Graph } from '../csr-graph.ts';
import { largestOfTridiagonal } from './tridiagonal.ts';

/** Relative residual, a few hundred roundings: four orders below the 1e-10 that eigenvector centrality promises. */
const RESIDUAL = 1e-14;
/** Lanczos vectors held at once. */
const BASIS = 160;
const RESTARTS = 400;
/** Steps between looks at the residual. */
const LOOK = 4;

interface Perron {
  readonly value: number;
  /** [nodes.length] unit length, ≥ 0. */
  readonly vector: Float64Array;
}

/** `nodes`: all nodes of one component, at least two. */
export function perron(graph: Graph, nodes: Int32Array): Perron {
  const size = nodes.length;
  if (size < 2) throw new RangeError(`perron: ${size} nodes, expected a component of at least 2`);
  const multiply = adjacencyProduct(size === graph.n ? graph : componentOf(graph, nodes));
  let start: Float64Array = new Float64Array(size).fill(1 / Math.sqrt(size));
  for (let restart = 0; restart < RESTARTS; restart++) {
    const found = lanczos(multiply, start);
    start = found.vector;
    if (found.residual <= RESIDUAL * found.value) return { value: found.value, vector: positive(found.vector) };
  }
  throw new Error(
    `perron: no convergence in ${RESTARTS} restarts on a component of ${size} nodes, expected a residual of ${RESIDUAL}`,
  );
}

/** A component as a graph of its own, node nodes[i] called i. */
function componentOf({ n, offsets, targets, weights }: Graph, nodes: Int32Array): Graph {
  const place = new Int32Array(n);
  const own = new Int32Array(nodes.length + 1);
  nodes.forEach((node, i) => {
    place[node] = i;
    own[i + 1] = own[i] + offsets[node + 1] - offsets[node];
  });
  const ownTargets = new Int32Array(own[nodes.length]);
  const ownWeights = new Float64Array(own[nodes.length]);
  nodes.forEach((node, i) => {
    for (let k = offsets[node], to = own[i]; k < offsets[node + 1]; k++, to++) {
      ownTargets[to] = place[targets[k]];
      ownWeights[to] = weights[k];
    }
  });
  return { n: nodes.length, offsets: own, targets: ownTargets, weights: ownWeights };
}

function lanczos(multiply: Product, start: Float64Array) {
  const size = start.length;
  const limit = Math.min(BASIS, size);
  const basis: Float64Array[] = [start];
  const diagonal = new Float64Array(limit);
  const off = new Float64Array(limit);
  const image = new Float64Array(size);
  let ritz = largestOfTridiagonal(Float64Array.of(0), off);
  for (let k = 0; k < limit; k++) {
    multiply(basis[k], image);
    if (k > 1) subtract(image, start, dot(image, start));
    if (k > 0) subtract(image, basis[k - 1], off[k - 1]);
    diagonal[k] = dot(image, basis[k]);
    subtract(image, basis[k], diagonal[k]);
    off[k] = Math.sqrt(dot(image, image));
    const last = k === limit - 1 || off[k] <= RESIDUAL * diagonal[0]; // nothing new is left; diagonal[0] is over 0
    if (last || k % LOOK === LOOK - 1) {
      ritz = largestOfTridiagonal(diagonal.subarray(0, k + 1), off);
      if (last || off[k] * Math.abs(ritz.vector[k]) <= 0.1 * RESIDUAL * ritz.value) break;
    }
    basis.push(scaled(image, 1 / off[k]));
  }
  const sum = new Float64Array(size);
  ritz.vector.forEach((c, j) => {
    subtract(sum, basis[j], -c);
  });
  const vector = scaled(sum, 1 / Math.sqrt(dot(sum, sum)));
  multiply(vector, image);
  const value = dot(image, vector);
  subtract(image, vector, value);
  return { value, vector, residual: Math.sqrt(dot(image, image)) };
}

/** Chooses the sign that makes the sum positive; what is then below 0 is rounding. */
function positive(vector: Float64Array): Float64Array {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += vector[i];
  const own = scaled(vector, sum < 0 ? -1 : 1);
  for (let i = 0; i < own.length; i++) own[i] = Math.max(0, own[i]);
  return own;
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

function scaled(x: Float64Array, c: number): Float64Array {
  const y = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) y[i] = c * x[i];
  return y;
}

/** x -= c y, in place. */
function subtract(x: Float64Array, y: Float64Array, c: number): void {
  for (let i = 0; i < x.length; i++) x[i] -= c * y[i];
}
