/**
 * Shortest path lengths from one source over positive distances: Dijkstra with an indexed binary heap on typed arrays.
 * Lengths that differ by at most TIE count as equal to the measures built on top; see `onShortestPath`.
 */

import type { Graph } from '../csr-graph.ts';

/** Sums of the same distances in another order differ by rounding: a thousandth of the smallest distance (FLOOR). */
export const TIE = 1e-12;

interface ShortestPaths {
  /** [N] length from the source; Infinity where not reached. */
  readonly length: Float64Array;
  /** [N] reached nodes by ascending length, source first; valid up to the count that `from` returns. */
  readonly order: Int32Array;
  /** Runs from a source; returns how many nodes it reaches, itself included. Overwrites `length` and `order`. */
  from(source: number): number;
}

/** `distance` [2M] beside graph.targets, each over TIE. */
export function shortestPaths(graph: Graph, distance: Float64Array): ShortestPaths {
  const { n, offsets, targets } = graph;
  if (distance.length !== targets.length) {
    throw new RangeError(`shortestPaths: ${distance.length} distances, expected ${targets.length}`);
  }
  distance.forEach((d, k) => {
    if (!(d > TIE && d < Infinity))
      throw new RangeError(`shortestPaths: distance ${d} of entry ${k}, expected over ${TIE}`);
  });
  const length = new Float64Array(n);
  const order = new Int32Array(n);
  const heap = new Int32Array(n);
  const position = new Int32Array(n); // in the heap; meaningless before a node's first push
  let size = 0;

  const rise = (node: number, from: number): void => {
    let at = from;
    const key = length[node];
    while (at > 0) {
      const up = (at - 1) >> 1;
      const other = heap[up];
      if (length[other] <= key) break;
      heap[at] = other;
      position[other] = at;
      at = up;
    }
    heap[at] = node;
    position[node] = at;
  };

  const pop = (): number => {
    const top = heap[0];
    const node = heap[--size];
    const key = length[node];
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= size) break;
      if (down + 1 < size && length[heap[down + 1]] < length[heap[down]]) down++;
      if (length[heap[down]] >= key) break;
      heap[at] = heap[down];
      position[heap[at]] = at;
      at = down;
    }
    heap[at] = node;
    position[node] = at;
    return top;
  };

  return {
    length,
    order,
    from(source) {
      if (!(source >= 0 && source < n)) throw new RangeError(`shortestPaths: source ${source}, expected 0 to ${n - 1}`);
      length.fill(Infinity);
      length[source] = 0;
      size = 1;
      heap[0] = source;
      position[source] = 0;
      let count = 0;
      while (size > 0) {
        const v = pop();
        order[count++] = v;
        for (let k = offsets[v], end = offsets[v + 1]; k < end; k++) {
          const w = targets[k];
          const through = length[v] + distance[k];
          if (through < length[w]) {
            const fresh = length[w] === Infinity;
            length[w] = through;
            rise(w, fresh ? size++ : position[w]);
          }
        }
      }
      return count;
    },
  };
}

/** Whether the step v → w of this distance lies on a shortest path from the source. */
export function onShortestPath(lengthV: number, distance: number, lengthW: number): boolean {
  return lengthV + distance <= lengthW + TIE;
}

/**
 * Distance of an edge from its strength: 1 - |r|. Strong ties are short; the two are never stored under one name.
 *
 * Two columns that are copies of each other have |r| = 1 and would lie at distance 0, where shortest paths are no longer
 * countable (a zero-length edge may be walked or not). Such edges get FLOOR, a thousandth of the rounding of any r that
 * a table prints, so they stay shorter than every other edge and path counts stay defined.
 */

/** Smallest distance of two different nodes. */
export const FLOOR = 1e-9;

/** [2M] distances for [2M] strengths. A strength over 1 (beyond rounding) is refused: it is no correlation. */
export function distances(strengths: Float64Array): Float64Array {
  return strengths.map((strength, k) => {
    if (!(strength >= 0 && strength <= 1 + 1e-12)) {
      throw new RangeError(`distances: strength ${strength} of entry ${k}, expected 0 to 1`);
    }
    return Math.max(FLOOR, 1 - strength);
  });
}
