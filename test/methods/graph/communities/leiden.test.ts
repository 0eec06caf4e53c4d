import { describe, expect, it } from 'vitest';
import { canonical } from '../../../../src/methods/graph/communities/labels.ts';
import { leiden } from '../../../../src/methods/graph/communities/leiden.ts';
import { modularity } from '../../../../src/methods/graph/communities/modularity.ts';
import { components } from '../../../../src/methods/graph/components.ts';
import { edgeCount, type Graph, graphFromEdges } from '../../../../src/methods/graph/csr-graph.ts';
import { random, shuffle } from '../../../../src/random.ts';
import { broughtBack, cases, graphOf, oracle, relabelled } from '../oracle.ts';

const named = (name: string) => oracle.graphs.find((graph) => graph.name === name) as (typeof oracle.graphs)[0];

/** Number of clusters that fall apart when only ties inside clusters are kept. */
function disconnected(graph: Graph, labels: Int32Array): number {
  const a: number[] = [];
  const b: number[] = [];
  for (let i = 0; i < graph.n; i++) {
    for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++) {
      const j = graph.targets[k];
      if (i < j && labels[i] === labels[j] && graph.weights[k] > 0) {
        a.push(i);
        b.push(j);
      }
    }
  }
  return components(graphFromEdges(graph.n, Int32Array.from(a), Int32Array.from(b))).count - canonical(labels).count;
}

describe('leiden', () => {
  it.each(cases)('%s: clusters are connected, and neither a join nor a move raises Q', (_, wanted) => {
    const graph = graphOf(wanted);
    for (const resolution of [0.6, 1, 1.7]) {
      const { labels, modularity: q } = leiden(graph, 4, resolution);
      expect(modularity(graph, labels, resolution)).toBe(q);
      expect(disconnected(graph, labels)).toBe(0);
      const { cluster, count } = canonical(labels);
      for (let i = 0; i < graph.n && graph.n < 100; i++) {
        for (let to = 1; to <= count + 1; to++) {
          expect(modularity(graph, cluster.with(i, to), resolution)).toBeLessThanOrEqual(q + 1e-11);
        }
      }
      for (let x = 1; x <= count; x++) {
        for (let y = x + 1; y <= count && count < 30; y++) {
          const joined = cluster.map((c) => (c === y ? x : c));
          expect(modularity(graph, joined, resolution)).toBeLessThanOrEqual(q + 1e-11);
        }
      }
    }
  });

  it.each(cases)("%s: the best of 10 seeds reaches the best of igraph's Leiden over 10 seeds", (_, wanted) => {
    const graph = graphOf(wanted);
    const best = Math.max(...Array.from({ length: 10 }, (_, seed) => leiden(graph, seed).modularity));
    expect(best).toBeGreaterThanOrEqual(wanted.igraph_leiden_modularity.highest - 0.005);
    expect(best).toBeGreaterThanOrEqual(wanted.igraph_leiden_modularity.lowest - 1e-9);
  });

  it('finds planted groups under every naming of the nodes', () => {
    const planted = named('planted 4 20');
    const wanted = Array.from({ length: 80 }, (_, i) => Math.floor(i / 20) + 1);
    expect([...canonical(leiden(graphOf(planted), 1).labels).cluster]).toEqual(wanted);
    const order = shuffle(
      Int32Array.from({ length: 80 }, (_, i) => i),
      random(3, 'relabel'),
    );
    const back = broughtBack(leiden(relabelled(planted, order), 1).labels, order);
    expect([...canonical(Int32Array.from(back)).cluster]).toEqual(wanted);
  });

  it('splits what Louvain may leave disconnected: a bridge node that moved away', () => {
    // Two triangles of strong ties whose only link, node 6, is drawn to a third group.
    const graph = graphOf({
      n: 10,
      edges: [[0, 1], [0, 2], [1, 2], [3, 4], [3, 5], [4, 5], [0, 6], [3, 6], [6, 7], [6, 8], [6, 9], [7, 8], [8, 9], [7, 9]], // biome-ignore format: one line
      weights: [1, 1, 1, 1, 1, 1, 0.5, 0.5, 1, 1, 1, 1, 1, 1],
    });
    for (let seed = 0; seed < 20; seed++) {
      expect(disconnected(graph, leiden(graph, seed, 0.05).labels)).toBe(0);
      expect([...canonical(leiden(graph, seed).labels).sizes]).toEqual([4, 3, 3]);
    }
  });

  it('repeats with the same seed, and some seed differs', () => {
    const graph = graphOf(named('random 300 2500'));
    expect(leiden(graph, 5)).toEqual(leiden(graph, 5));
    const found = new Set(Array.from({ length: 10 }, (_, seed) => leiden(graph, seed).modularity));
    expect(found.size).toBeGreaterThan(1);
  });

  it('leaves nodes alone without edges', () => {
    const none = graphOf({ n: 3, edges: [] });
    expect(edgeCount(none)).toBe(0);
    expect(leiden(none, 1)).toEqual({ labels: Int32Array.of(0, 1, 2), modularity: 0 });
    expect([...leiden(graphOf({ n: 2, edges: [[0, 1]], weights: [0] }), 1).labels]).toEqual([0, 1]);
  });

  it.each([0, -1, Number.NaN])('refuses resolution %d', (resolution) => {
    expect(() => leiden(graphOf({ n: 2, edges: [[0, 1]] }), 1, resolution)).toThrow(`resolution ${resolution}`);
  });
});
