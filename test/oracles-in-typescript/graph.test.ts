/**
 * Our graph kernels beside graphology-metrics and graphology-communities-louvain on planted graphs: what agrees, to which
 * tolerance, and what must be asked of the library differently than its defaults would.
 */
import { describe, expect, it } from 'vitest';
import { betweenness } from '../../src/methods/graph/centrality/betweenness.ts';
import { closeness } from '../../src/methods/graph/centrality/closeness.ts';
import { degreeCentrality, strength } from '../../src/methods/graph/centrality/degree.ts';
import { eigenvectors } from '../../src/methods/graph/centrality/eigenvector.ts';
import { pagerank } from '../../src/methods/graph/centrality/pagerank.ts';
import { distances } from '../../src/methods/graph/centrality/shortest-paths.ts';
import { weightedBetweenness } from '../../src/methods/graph/centrality/weighted-betweenness.ts';
import { leiden } from '../../src/methods/graph/communities/leiden.ts';
import { louvain } from '../../src/methods/graph/communities/louvain.ts';
import { modularity } from '../../src/methods/graph/communities/modularity.ts';
import { components } from '../../src/methods/graph/components.ts';
import { type Graph, graphFromEdges, unweighted } from '../../src/methods/graph/csr-graph.ts';
import { random } from '../../src/random.ts';
import { libraryOf } from './graphology.ts';

const [NODES, GROUPS] = [120, 6];

/** Groups of equal size, ties inside four times as likely as their share, strengths between 0.3 and 0.99. */
function planted(edges: number, seed: number): Graph {
  const rng = random(seed, 'oracles in typescript', edges);
  const seen = new Set<number>();
  while (seen.size < edges) {
    const a = rng.integer(NODES);
    const b = rng.uniform() < 0.65 ? (a % GROUPS) + GROUPS * rng.integer(NODES / GROUPS) : rng.integer(NODES);
    if (a !== b) seen.add(Math.min(a, b) * NODES + Math.max(a, b));
  }
  const keys = [...seen];
  return graphFromEdges(
    NODES,
    Int32Array.from(keys, (key) => Math.floor(key / NODES)),
    Int32Array.from(keys, (key) => key % NODES),
    Float64Array.from(keys, () => 0.3 + 0.69 * rng.uniform()),
  );
}

/** 100 edges leave several components and isolated nodes; 500 and 900 leave one. */
const EDGES = [100, 500, 900] as const;
const GRAPHS = EDGES.map((edges) => [edges, planted(edges, 1)] as const);
const CONNECTED = GRAPHS.slice(1);

/** The largest difference, as a share of the library's largest value. */
function apart(ours: ArrayLike<number>, library: readonly number[]): number {
  const largest = Math.max(...library.map(Math.abs));
  return Math.max(...library.map((value, i) => Math.abs(ours[i] - value))) / largest;
}

describe.each(GRAPHS)('a planted graph of 120 nodes and %d edges', (edges, graph) => {
  const plain = unweighted(graph);
  const library = libraryOf(graph);

  it('is of the shape that these tests are about', () => {
    expect(components(graph).count === 1).toBe(edges > 100);
  });

  it('degree centrality is equal to the bit, strength to 1e-14', () => {
    expect([...degreeCentrality(graph)]).toEqual(library.degree());
    expect(apart(strength(graph), library.strength())).toBeLessThan(1e-14);
  });

  it('betweenness agrees to 1e-13 when the library is told of no weight', () => {
    expect(apart(betweenness(graph), library.betweenness(null))).toBeLessThan(1e-13);
  });

  it("weighted betweenness agrees to 1e-12 when the library is given the distance; 'weight' is read as a cost", () => {
    const ours = weightedBetweenness(graph, distances(graph.weights));
    expect(apart(ours, library.betweenness('distance'))).toBeLessThan(1e-12);
    // The default attribute holds strengths, and strong ties would be long ones.
    expect(apart(ours, library.betweenness('weight'))).toBeGreaterThan(0.1);
  });

  it('closeness agrees to 1e-14 when the library is asked for the correction of Wasserman and Faust', () => {
    expect(apart(closeness(graph), library.closeness())).toBeLessThan(1e-14);
  });

  it('PageRank agrees to 1e-9 at a tolerance of 1e-12 a node, weighted and not', () => {
    expect(apart(pagerank(plain), library.pagerank(null))).toBeLessThan(1e-9);
    expect(apart(pagerank(graph), library.pagerank('weight'))).toBeLessThan(1e-9);
  });

  it.each([1, 0.7])('modularity agrees to 1e-14 at resolution %d, weighted and not', (resolution) => {
    const labels = Int32Array.from({ length: NODES }, (_, i) => i % GROUPS);
    expect(modularity(plain, labels, resolution)).toBeCloseTo(library.modularity(labels, null, resolution), 14);
    expect(modularity(graph, labels, resolution)).toBeCloseTo(library.modularity(labels, 'weight', resolution), 14);
  });
});

describe('eigenvector centrality', () => {
  it.each(CONNECTED)('agrees to 1e-9 on a connected graph of %d edges at a tolerance of 1e-12', (_, graph) => {
    const library = libraryOf(graph);
    expect(apart(eigenvectors(unweighted(graph)).whole, library.eigenvector(null, 1e-12))).toBeLessThan(1e-9);
    expect(apart(eigenvectors(graph).whole, library.eigenvector('weight', 1e-12))).toBeLessThan(1e-9);
    // At the default, 1e-6 a node, the library stops early.
    expect(apart(eigenvectors(unweighted(graph)).whole, library.eigenvector(null))).toBeGreaterThan(1e-6);
  });

  it('must be taken a component at a time where there are several: the library leaves small values where ours has 0', () => {
    const [, graph] = GRAPHS[0];
    const plain = unweighted(graph);
    const ours = eigenvectors(plain).whole;
    const stopped = libraryOf(graph).eigenvector(null);
    const outside = stopped.filter((_, i) => ours[i] === 0);
    expect(outside.length).toBeGreaterThan(0);
    expect(Math.max(...outside)).toBeGreaterThan(0);
  });
});

describe('Louvain', () => {
  const SEEDS = 100;
  const sorted = (of: (seed: number) => number) =>
    Array.from({ length: SEEDS }, (_, seed) => of(seed)).sort((a, b) => a - b);

  it.each(CONNECTED)('on %d edges reaches the best Q of 100 seeds of the library, within 0.005', (_, graph) => {
    const plain = unweighted(graph);
    const library = libraryOf(graph);
    const ours = sorted((seed) => louvain(plain, seed).modularity);
    const theirs = sorted((seed) => library.louvain(seed));
    expect(Math.abs(ours[SEEDS - 1] - theirs[SEEDS - 1])).toBeLessThan(0.005);
    expect(Math.abs(ours[SEEDS / 2] - theirs[SEEDS / 2])).toBeLessThan(0.01);
  });

  it.each(CONNECTED)('on %d edges an unlucky seed of Leiden is no worse than an ordinary one of either', (_, graph) => {
    const plain = unweighted(graph);
    const library = libraryOf(graph);
    const unlucky = sorted((seed) => leiden(plain, seed).modularity)[0.05 * SEEDS];
    expect(unlucky).toBeGreaterThanOrEqual(sorted((seed) => louvain(plain, seed).modularity)[SEEDS / 2] - 1e-12);
    expect(unlucky).toBeGreaterThanOrEqual(sorted((seed) => library.louvain(seed))[SEEDS / 2] - 1e-12);
  });

  it('finds the very same Q as the library with every seed where the groups are plain', () => {
    const groups = 4;
    const ends: [number, number][] = [];
    for (let a = 0; a < 40; a++) for (let b = a + 1; b < 40; b++) if (a % groups === b % groups) ends.push([a, b]);
    for (let group = 0; group < groups; group++) ends.push([group, (group + 1) % groups]);
    const [one, other] = [0, 1].map((end) => Int32Array.from(ends, (edge) => edge[end]));
    const graph = graphFromEdges(40, one, other);
    const library = libraryOf(graph);
    for (let seed = 0; seed < 20; seed++)
      expect(louvain(graph, seed).modularity).toBeCloseTo(library.louvain(seed), 14);
  });
});
