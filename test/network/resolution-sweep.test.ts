import { describe, expect, it } from 'vitest';
import { partition } from '../../src/network/partition.ts';
import { RESOLUTIONS, resolutionSweep } from '../../src/network/resolution-sweep.ts';
import { graphOf, oracle } from './oracle.ts';

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
});
