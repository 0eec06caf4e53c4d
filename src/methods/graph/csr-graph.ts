/**
 * An undirected simple graph as compressed sparse rows (CSR).
 *
 * Nodes are dense integers 0 … n - 1; feature_id stays outside the kernels. Each edge is stored in both directions, the
 * neighbours of a node ascending, so every kernel that walks a row does so in one order that does not depend on the order
 * in which edges were listed. `weights` are strengths (|r|), never negative and never a distance: see shortest-paths.ts.
 */

export interface Graph {
  /** Number of nodes. */
  readonly n: number;
  /** [n + 1]; row i is offsets[i] … offsets[i + 1] - 1. */
  readonly offsets: Int32Array;
  /** [2M] neighbours, ascending within a row. */
  readonly targets: Int32Array;
  /** [2M] strength of each entry of `targets`, finite and ≥ 0; 1 where no weight was given. */
  readonly weights: Float64Array;
}

/** Builds a graph from M edges `a[e]`–`b[e]`. Loops, duplicates, ends out of range and weights that are negative or not finite are refused. */
export function graphFromEdges(n: number, a: Int32Array, b: Int32Array, weights?: Float64Array): Graph {
  checkEdges(n, a, b, weights);
  const m = a.length;
  const offsets = new Int32Array(n + 1);
  for (let e = 0; e < m; e++) {
    offsets[a[e] + 1]++;
    offsets[b[e] + 1]++;
  }
  for (let i = 0; i < n; i++) offsets[i + 1] += offsets[i];
  // Counting sort by far end, then by near end: filling rows in ascending order of the far end leaves each row sorted.
  const cursor = offsets.slice(0, n);
  const byFar = new Int32Array(2 * m); // entry 2e is a→b, 2e + 1 is b→a
  for (let e = 0; e < m; e++) {
    byFar[cursor[b[e]]++] = 2 * e;
    byFar[cursor[a[e]]++] = 2 * e + 1;
  }
  cursor.set(offsets.subarray(0, n));
  const targets = new Int32Array(2 * m);
  const strengths = new Float64Array(2 * m);
  for (let k = 0; k < 2 * m; k++) {
    const e = byFar[k] >> 1;
    const forward = (byFar[k] & 1) === 0;
    const near = forward ? a[e] : b[e];
    const slot = cursor[near]++;
    targets[slot] = forward ? b[e] : a[e];
    strengths[slot] = weights === undefined ? 1 : weights[e];
  }
  for (let i = 0; i < n; i++) {
    for (let k = offsets[i] + 1; k < offsets[i + 1]; k++) {
      if (targets[k] === targets[k - 1])
        throw new RangeError(`graphFromEdges: edge ${i}–${targets[k]} twice, expected once`);
    }
  }
  return { n, offsets, targets, weights: strengths };
}

/** The same graph with every weight 1: what "unweighted" means to a kernel that reads weights. */
export function unweighted(graph: Graph): Graph {
  return { ...graph, weights: new Float64Array(graph.targets.length).fill(1) };
}

/** Number of edges M. */
export function edgeCount(graph: Graph): number {
  return graph.targets.length / 2;
}

function checkEdges(n: number, a: Int32Array, b: Int32Array, weights?: Float64Array): void {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`graphFromEdges: n ${n}, expected an integer of at least 0`);
  if (a.length !== b.length)
    throw new RangeError(`graphFromEdges: ${a.length} and ${b.length} ends, expected as many of each`);
  if (weights !== undefined && weights.length !== a.length) {
    throw new RangeError(`graphFromEdges: ${weights.length} weights, expected one for each of ${a.length} edges`);
  }
  for (let e = 0; e < a.length; e++) {
    if (a[e] < 0 || a[e] >= n || b[e] < 0 || b[e] >= n) {
      throw new RangeError(`graphFromEdges: edge ${e} is ${a[e]}–${b[e]}, expected ends from 0 to ${n - 1}`);
    }
    if (a[e] === b[e])
      throw new RangeError(`graphFromEdges: edge ${e} is a loop at ${a[e]}, expected two different ends`);
    if (weights !== undefined && !(weights[e] >= 0 && weights[e] < Infinity)) {
      throw new RangeError(`graphFromEdges: weight ${weights[e]} of edge ${e}, expected a finite number of at least 0`);
    }
  }
}
