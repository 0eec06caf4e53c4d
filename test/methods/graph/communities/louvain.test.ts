import { describe, expect, it } from 'vitest';
import { canonical } from '../../../../src/methods/graph/communities/labels.ts';
import { louvain } from '../../../../src/methods/graph/communities/louvain.ts';
import { modularity } from '../../../../src/methods/graph/communities/modularity.ts';
import { graphFromEdges } from '../../../../src/methods/graph/csr-graph.ts';
import { cases, graphOf, oracle } from '../oracle.ts';

const named = (name: string) =>
  graphOf(oracle.graphs.find((graph) => graph.name === name) as (typeof oracle.graphs)[0]);

describe('louvain', () => {
  it.each(cases)("%s: the best of 20 seeds reaches the range of igraph's multilevel over 20 seeds", (_, wanted) => {
    const graph = graphOf(wanted);
    const best = Math.max(...Array.from({ length: 20 }, (_, seed) => louvain(graph, seed).modularity));
    expect(best).toBeGreaterThanOrEqual(wanted.igraph_multilevel_modularity.lowest - 1e-9);
    expect(best).toBeLessThanOrEqual(1);
  });

  it.each(cases)('%s: the reported Q is that of the labels, and no worse than single nodes', (_, wanted) => {
    const graph = graphOf(wanted);
    const { labels, modularity: q } = louvain(graph, 3, 0.8);
    expect(modularity(graph, labels, 0.8)).toBe(q);
    expect(q).toBeGreaterThanOrEqual(
      modularity(
        graph,
        labels.map((_, i) => i),
        0.8,
      ) - 1e-12,
    );
  });

  it('finds planted groups exactly', () => {
    const planted = named('planted 4 20');
    expect([...canonical(louvain(planted, 1).labels).cluster]).toEqual(
      Array.from({ length: 80 }, (_, i) => Math.floor(i / 20) + 1),
    );
  });

  it('repeats with the same seed, and some seed differs', () => {
    const graph = named('random 120 130');
    expect(louvain(graph, 5)).toEqual(louvain(graph, 5));
    const found = new Set(
      Array.from({ length: 10 }, (_, seed) => [...canonical(louvain(graph, seed).labels).cluster].join()),
    );
    expect(found.size).toBeGreaterThan(1);
  });

  it('does not depend on the order in which edges were listed', () => {
    const wanted = oracle.graphs.find((graph) => graph.name === 'random 120 130') as (typeof oracle.graphs)[0];
    const turned = graphFromEdges(
      wanted.n,
      Int32Array.from([...wanted.edges].reverse(), ([, b]) => b),
      Int32Array.from([...wanted.edges].reverse(), ([a]) => a),
    );
    expect(louvain(turned, 2)).toEqual(louvain(graphOf(wanted), 2));
  });

  it('makes more clusters at a higher resolution', () => {
    const graph = named('random 300 2500');
    const count = (resolution: number) => canonical(louvain(graph, 1, resolution).labels).count;
    expect(count(0.2)).toBeLessThan(count(1));
    expect(count(1)).toBeLessThan(count(4));
  });

  it('leaves nodes alone without edges', () => {
    expect([...louvain(graphOf({ n: 3, edges: [] }), 1).labels]).toEqual([0, 1, 2]);
    expect(louvain(graphOf({ n: 3, edges: [] }), 1).modularity).toBe(0);
  });

  it.each([0, -1, Number.NaN])('refuses resolution %d', (resolution) => {
    expect(() => louvain(graphOf({ n: 2, edges: [[0, 1]] }), 1, resolution)).toThrow(`resolution ${resolution}`);
  });
});
