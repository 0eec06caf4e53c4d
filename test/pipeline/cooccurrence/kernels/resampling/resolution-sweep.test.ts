import { describe, expect, it } from 'vitest';
import {
  RESOLUTIONS,
  resolutionSweep,
} from '../../../../../pipeline/cooccurrence/kernels/resampling/resolution-sweep.ts';
import { modularity } from '../../../../../src/methods/graph/communities/modularity.ts';
import { ALGORITHMS, partition } from '../../../../../src/methods/graph/communities/partition.ts';
import { graphOf, oracle } from '../../../../methods/graph/oracle.ts';

describe('resolutionSweep', () => {
  it('agrees with the reference at its own resolution and splits more above', () => {
    const graph = graphOf(oracle.graphs.find(({ name }) => name === 'planted 4 20') as (typeof oracle.graphs)[0]);
    const options = { weighted: false, seed: 3 };
    const reference = partition(graph, 'leiden', { ...options, resolution: 1 }).cluster;
    const rows = resolutionSweep(graph, 'leiden', reference, options);
    expect(rows.map((row) => row.resolution)).toEqual(RESOLUTIONS);
    expect(rows[3]).toMatchObject({ resolution: 1, clusters: 4, largest: 20, ari: 1 });
    expect(rows[8].clusters).toBeGreaterThan(rows[0].clusters);
  });

  it.each(ALGORITHMS)('%s: reports the Q of its clusters at each resolution, weighted or not', (algorithm) => {
    const wanted = oracle.graphs.find(({ name }) => name === 'tree 2 3, two weights') as (typeof oracle.graphs)[0];
    for (const weighted of [true, false]) {
      const graph = graphOf(wanted);
      const read = weighted ? graph : graphOf({ ...wanted, weights: undefined });
      for (const row of resolutionSweep(graph, algorithm, new Int32Array(graph.n), { weighted, seed: 2 })) {
        const options = { weighted, seed: 2, resolution: row.resolution };
        const { cluster, sizes, count } = partition(graph, algorithm, options);
        expect(row).toMatchObject({ algorithm, clusters: count, largest: sizes[0] });
        expect(row.modularity).toBeCloseTo(modularity(read, cluster, row.resolution), 12);
      }
    }
  });

  it('agrees with a reference of one cluster only where there is one cluster', () => {
    const graph = graphOf({ n: 4, edges: [[0, 1], [1, 2], [2, 3], [0, 3], [0, 2], [1, 3]] }); // biome-ignore format: one line
    for (const row of resolutionSweep(graph, 'louvain', new Int32Array(4), { weighted: false, seed: 1 })) {
      expect(row.ari).toBe(row.clusters === 1 ? 1 : 0);
    }
  });
});
