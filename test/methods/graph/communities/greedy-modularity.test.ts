import { describe, expect, it } from 'vitest';
import { greedyModularity } from '../../../../src/methods/graph/communities/greedy-modularity.ts';
import { canonical } from '../../../../src/methods/graph/communities/labels.ts';
import { modularity } from '../../../../src/methods/graph/communities/modularity.ts';
import { cases, graphOf } from '../oracle.ts';

describe('greedyModularity', () => {
  it.each(cases)('%s: the same partition and Q as networkx', (_, wanted) => {
    const graph = graphOf(wanted);
    for (const { labels, resolution, modularity: q } of wanted.greedy) {
      const found = greedyModularity(graph, resolution);
      expect(Math.abs(modularity(graph, found.labels, resolution) - q), `Q at resolution ${resolution}`).toBeLessThan(
        1e-12,
      );
      expect(canonical(found.labels), `partition at resolution ${resolution}`).toEqual(
        canonical(Int32Array.from(labels)),
      );
    }
  });

  it.each(cases)('%s: the Q it reports is the Q of its labels', (_, wanted) => {
    const graph = graphOf(wanted);
    const found = greedyModularity(graph);
    expect(Math.abs(found.modularity - modularity(graph, found.labels))).toBeLessThan(1e-12);
  });

  it('finds two cliques joined by one edge', () => {
    const graph = graphOf({ n: 6, edges: [[0, 1], [0, 2], [1, 2], [3, 4], [3, 5], [4, 5], [2, 3]] }); // biome-ignore format: one line
    expect([...canonical(greedyModularity(graph).labels).cluster]).toEqual([1, 1, 1, 2, 2, 2]);
  });

  it('leaves every node alone without edges, and isolated nodes alone with them', () => {
    expect([...greedyModularity(graphOf({ n: 3, edges: [] })).labels]).toEqual([0, 1, 2]);
    expect(canonical(greedyModularity(graphOf({ n: 4, edges: [[1, 3]] })).labels).count).toBe(3);
    expect(greedyModularity(graphOf({ n: 0, edges: [] })).labels).toHaveLength(0);
    expect([...greedyModularity(graphOf({ n: 2, edges: [[0, 1]], weights: [0] })).labels]).toEqual([0, 1]);
  });

  it.each([0, -1, Number.NaN, Infinity])('refuses resolution %d', (resolution) => {
    expect(() => greedyModularity(graphOf({ n: 2, edges: [[0, 1]] }), resolution)).toThrow(`resolution ${resolution}`);
  });
});
