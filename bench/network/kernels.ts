/** The kernels that bench/network.ts times, on a planted graph; each returns one number by which results are compared. */
import { betweenness } from '../../src/methods/graph/centrality/betweenness.ts';
import { closeness, weightedCloseness } from '../../src/methods/graph/centrality/closeness.ts';
import { eigenvectors } from '../../src/methods/graph/centrality/eigenvector.ts';
import { pagerank } from '../../src/methods/graph/centrality/pagerank.ts';
import { distances } from '../../src/methods/graph/centrality/shortest-paths.ts';
import { weightedBetweenness } from '../../src/methods/graph/centrality/weighted-betweenness.ts';
import { greedyModularity } from '../../src/methods/graph/communities/greedy-modularity.ts';
import { leiden } from '../../src/methods/graph/communities/leiden.ts';
import { louvain } from '../../src/methods/graph/communities/louvain.ts';
import { graphFromEdges, unweighted } from '../../src/methods/graph/csr-graph.ts';
import { random } from '../../src/random.ts';

export const NODES = 5000;
export const EDGES = 100_000;
const GROUPS = 20;
/** Share of the edges that stay inside a group. */
const INSIDE = 0.65;

/** Typed arrays alone: a hundred thousand pairs as objects would make the garbage collector part of what is timed. */
interface Edges {
  readonly n: number;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly weights: Float64Array;
}

export interface Kernel {
  /** As peers/network.py calls it. */
  readonly name: string;
  /** A measure must come out equal at node 0; a clustering's Q may differ, since each walks by its own ties. */
  readonly kind: 'measure' | 'clustering';
  /** How often it is timed. */
  readonly rounds: number;
  run(): number;
}

export function planted(): Edges {
  const rng = random(1, 'bench', 'network');
  const seen = new Set<number>();
  const [ends, others] = [new Int32Array(EDGES), new Int32Array(EDGES)];
  for (let m = 0; m < EDGES; ) {
    const a = rng.integer(NODES);
    const b = rng.uniform() < INSIDE ? (a % GROUPS) + GROUPS * rng.integer(NODES / GROUPS) : rng.integer(NODES);
    const key = Math.min(a, b) * NODES + Math.max(a, b);
    if (a === b || seen.has(key)) continue;
    seen.add(key);
    [ends[m], others[m++]] = [a, b];
  }
  return { n: NODES, a: ends, b: others, weights: Float64Array.from(ends, () => 0.3 + 0.69 * rng.uniform()) };
}

export function kernels({ n, a, b, weights }: Edges): Kernel[] {
  const weighted = graphFromEdges(n, a, b, weights);
  const graph = unweighted(weighted);
  const distance = distances(weighted.weights);
  const [slow, quick] = [{ kind: 'measure', rounds: 1 }, { kind: 'measure', rounds: 31 }] as const; // biome-ignore format: one line
  const clustering = { kind: 'clustering', rounds: 31 } as const;
  return [
    { name: 'betweenness', ...slow, run: () => betweenness(graph)[0] },
    { name: 'closeness', ...slow, run: () => closeness(graph)[0] },
    { name: 'betweenness, weighted', ...slow, run: () => weightedBetweenness(weighted, distance)[0] },
    { name: 'closeness, weighted', ...slow, run: () => weightedCloseness(weighted, distance)[0] },
    { name: 'eigenvector', ...quick, run: () => eigenvectors(graph).whole[0] },
    { name: 'eigenvector, weighted', ...quick, run: () => eigenvectors(weighted).whole[0] },
    { name: 'PageRank', ...quick, run: () => pagerank(graph)[0] },
    { name: 'PageRank, weighted', ...quick, run: () => pagerank(weighted)[0] },
    { name: 'greedy modularity', ...clustering, rounds: 3, run: () => greedyModularity(graph).modularity },
    { name: 'Louvain', ...clustering, run: () => louvain(graph, 1).modularity },
    { name: 'Leiden', ...clustering, run: () => leiden(graph, 1).modularity },
  ];
}
