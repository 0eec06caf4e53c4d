import { describe, expect, it } from 'vitest';
import { repeatOn } from '../../../../../pipeline/cooccurrence/kernels/resampling/resample-partitions.ts';
import { stability } from '../../../../../pipeline/cooccurrence/kernels/resampling/stability.ts';
import { graphOf } from '../../../../methods/graph/oracle.ts';

const edges = [[0, 1], [0, 2], [1, 2], [2, 3], [3, 4], [3, 5], [4, 5]] as const; // biome-ignore format: one line
const graph = graphOf({ n: 6, edges });
const without = graphOf({ n: 6, edges: edges.filter((_, e) => e !== 3) });
const options = { weighted: false, resolution: 1, seed: 1 };
const reference = {
  labels: repeatOn(graph, 'greedy-modularity', options).cluster,
  a: Int32Array.from(edges, ([a]) => a),
  b: Int32Array.from(edges, ([, b]) => b),
};

describe('stability', () => {
  it('is perfect when repeats equal the reference', () => {
    const repeats = [1, 2].map((seed) => repeatOn(graph, 'louvain', { ...options, seed }));
    const found = stability(reference, repeats, [graph], 3);
    expect(found.runs).toHaveLength(2);
    expect(found.runs[0]).toMatchObject({ clusters: 2, kept: 2, ari: 1 });
    expect(found.clusters.map(({ jaccard }) => jaccard)).toEqual([1, 1]);
    expect([...found.ambiguity]).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...found.together]).toEqual([1, 1, 1, 0, 1, 1, 1]);
    expect([...found.present]).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  it('counts the networks that have an edge', () => {
    const repeats = [graph, without].map((on) => repeatOn(on, 'greedy-modularity', options));
    expect([...stability(reference, repeats, [graph, without], 3).present]).toEqual([1, 1, 1, 0.5, 1, 1, 1]);
  });

  it('refuses no repeats and no networks', () => {
    expect(() => stability(reference, [], [graph], 3)).toThrow('no repeats');
    expect(() => stability(reference, [repeatOn(graph, 'louvain', options)], [], 3)).toThrow('no networks');
  });
});
