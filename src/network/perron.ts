/**
 * Leading eigenpair of the adjacency matrix of one connected graph (simple and positive by Perron and Frobenius), by
 * Lanczos with full reorthogonalisation (Golub and Van Loan, §10.1), restarted from the current Ritz vector.
 *
 * Converged when the residual ‖A v - λ v‖ is at most RESIDUAL · λ; the angle to the true vector is then at most
 * residual over spectral gap. Not converging is an error, never a rough answer.
 */
import type { Graph } from './graph.ts';
import { largestOfTridiagonal } from './tridiagonal.ts';

/** Relative residual, a few hundred roundings: four orders below the 1e-10 that eigenvector centrality promises. */
const RESIDUAL = 1e-14;
/** Lanczos vectors held at once. */
const BASIS = 160;
const RESTARTS = 400;

export interface Perron {
  readonly value: number;
  /** [nodes.length] unit length, ≥ 0. */
  readonly vector: Float64Array;
}

/** `nodes`: all nodes of one component, at least two. */
export function perron(graph: Graph, nodes: Int32Array): Perron {
  const size = nodes.length;
  if (size < 2) throw new RangeError(`perron: ${size} nodes, expected a component of at least 2`);
  const { offsets, targets, weights } = graph;
  const place = new Int32Array(graph.n);
  for (let i = 0; i < size; i++) place[nodes[i]] = i;
  const multiply = (x: Float64Array): Float64Array => {
    const y = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let k = offsets[nodes[i]], end = offsets[nodes[i] + 1]; k < end; k++)
        sum += weights[k] * x[place[targets[k]]];
      y[i] = sum;
    }
    return y;
  };

  let start: Float64Array = new Float64Array(size).fill(1 / Math.sqrt(size));
  for (let restart = 0; restart < RESTARTS; restart++) {
    const found = lanczos(multiply, start);
    start = found.vector;
    if (found.residual <= RESIDUAL * found.value) {
      return { value: found.value, vector: positive(found.vector) };
    }
  }
  throw new Error(
    `perron: no convergence in ${RESTARTS} restarts on a component of ${size} nodes, expected a residual of ${RESIDUAL}`,
  );
}

function lanczos(multiply: (x: Float64Array) => Float64Array, start: Float64Array) {
  const size = start.length;
  const limit = Math.min(BASIS, size);
  const basis: Float64Array[] = [start];
  const diagonal = new Float64Array(limit);
  const off = new Float64Array(limit);
  let ritz = largestOfTridiagonal(Float64Array.of(0), off);
  for (let k = 0; k < limit; k++) {
    const next = multiply(basis[k]);
    diagonal[k] = dot(next, basis[k]);
    // Twice is enough: after the second pass the basis is orthogonal to rounding.
    for (let pass = 0; pass < 2; pass++) for (const q of basis) subtract(next, q, dot(next, q));
    off[k] = Math.sqrt(dot(next, next));
    const check = k % 8 === 7 || k === limit - 1 || off[k] <= RESIDUAL * Math.abs(diagonal[k]);
    if (check) {
      ritz = largestOfTridiagonal(diagonal.subarray(0, k + 1), off);
      if (off[k] * Math.abs(ritz.vector[k]) <= 0.1 * RESIDUAL * ritz.value || k === limit - 1) break;
    }
    basis.push(next.map((x) => x / off[k]));
  }
  const vector = new Float64Array(size);
  ritz.vector.forEach((c, j) => {
    subtract(vector, basis[j], -c);
  });
  const length = Math.sqrt(dot(vector, vector));
  for (let i = 0; i < size; i++) vector[i] /= length;
  const image = multiply(vector);
  const value = dot(image, vector);
  subtract(image, vector, value);
  return { value, vector, residual: Math.sqrt(dot(image, image)) };
}

/** Chooses the sign that makes the sum positive; what is then below 0 is rounding. */
function positive(vector: Float64Array): Float64Array {
  const sign = vector.reduce((sum, x) => sum + x, 0) < 0 ? -1 : 1;
  return vector.map((x) => Math.max(0, sign * x));
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

/** x -= c y, in place. */
function subtract(x: Float64Array, y: Float64Array, c: number): void {
  for (let i = 0; i < x.length; i++) x[i] -= c * y[i];
}
