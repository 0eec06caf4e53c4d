/**
 * Null `rewire` (N4): the observed network with its edges exchanged, every degree kept. Two edges a-b and c-d become a-d and c-b
 * (or a-c and b-d) where neither exists yet; SWAPS attempts per edge (Maslov and Sneppen, Science 296, 2002). It asks what modularity,
 * betweenness and closeness are with these degrees. Correlation is transitive and rewiring is not, so it is rejected for free:
 * descriptive only. Weights do not travel: the rewired network is unweighted.
 */

import type { Random } from '../../random.ts';
import { type Graph, graphFromEdges } from './csr-graph.ts';

/** Attempts per edge: ten are enough to forget the start in practice (Milo et al., arXiv cond-mat/0312028). */
const SWAPS = 10;

export function rewired(graph: Graph, rng: Random): Graph {
  const [a, b] = edgesOf(graph);
  const m = a.length;
  const present = new Set(Array.from(a, (x, e) => key(graph.n, x, b[e])));
  for (let attempt = 0; m > 1 && attempt < SWAPS * m; attempt++) {
    const [e, f] = [rng.integer(m), rng.integer(m)];
    // Turning one edge round makes both ways of exchanging ends equally likely.
    const turned = rng.integer(2) === 1;
    const [c, d] = turned ? [b[f], a[f]] : [a[f], b[f]];
    if (e === f || a[e] === d || b[e] === c) continue;
    const [first, second] = [key(graph.n, a[e], d), key(graph.n, c, b[e])];
    if (present.has(first) || present.has(second) || first === second) continue;
    present.delete(key(graph.n, a[e], b[e]));
    present.delete(key(graph.n, a[f], b[f]));
    present.add(first).add(second);
    [a[f], b[f]] = [c, b[e]];
    b[e] = d;
  }
  return graphFromEdges(graph.n, a, b);
}

function edgesOf({ n, offsets, targets }: Graph): [Int32Array, Int32Array] {
  const [a, b]: number[][] = [[], []];
  for (let v = 0; v < n; v++) {
    for (let k = offsets[v]; k < offsets[v + 1]; k++) {
      if (targets[k] > v) {
        a.push(v);
        b.push(targets[k]);
      }
    }
  }
  return [Int32Array.from(a), Int32Array.from(b)];
}

function key(n: number, x: number, y: number): number {
  return Math.min(x, y) * n + Math.max(x, y);
}
