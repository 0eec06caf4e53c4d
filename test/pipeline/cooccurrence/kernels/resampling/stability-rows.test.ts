import { describe, expect, it } from 'vitest';
import { repeatOn } from '../../../../../pipeline/cooccurrence/kernels/resampling/resample-partitions.ts';
import { stability } from '../../../../../pipeline/cooccurrence/kernels/resampling/stability.ts';
import {
  type Batch,
  clusterRows,
  edgeRows,
  featureRows,
  partitionColumns,
  stabilityBatch,
  stabilityRows,
} from '../../../../../pipeline/cooccurrence/kernels/resampling/stability-rows.ts';
import { graphOf } from '../../../../methods/graph/oracle.ts';

const featureIds = Int32Array.of(10, 20, 30);
const graph = graphOf({ n: 3, edges: [[0, 2]] });
const repeat = repeatOn(graph, 'louvain', { weighted: false, resolution: 1, seed: 7 });
const reference = { labels: repeat.cluster, a: Int32Array.of(0), b: Int32Array.of(2) };
const batch: Batch = {
  algorithm: 'louvain',
  source: 'seed',
  firstRun: 5,
  seeds: [7, 8],
  repeats: [repeat, repeat],
  stability: stability(reference, [repeat, repeat], [graph], 2),
};

describe('stabilityBatch', () => {
  const other = graphOf({ n: 3, edges: [[0, 1]] });
  const apart = repeatOn(other, 'louvain', { weighted: false, resolution: 1, seed: 7 });

  it('judges each repeat against the clusters shown, on the networks they were made on', () => {
    const of = {
      source: 'subsample' as const,
      firstRun: 4,
      seeds: [7, 7],
      repeats: [repeat, apart],
      graphs: [graph, other],
    };
    const [found, ...more] = stabilityBatch('louvain', reference, of, 2);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ algorithm: 'louvain', source: 'subsample', firstRun: 4, seeds: [7, 7] });
    expect(found.repeats).toEqual([repeat, apart]);
    expect(found.stability.runs.map(({ kept }) => kept)).toEqual([1, 1]);
    expect(found.stability.runs[0].ari).toBe(1);
    expect(found.stability.runs[1].ari).toBeLessThan(1);
    expect([...found.stability.together]).toEqual([0.5]);
    expect([...found.stability.present]).toEqual([0.5]);
  });

  it('is none where nothing was repeated', () => {
    const of = { source: 'seed' as const, firstRun: 1, seeds: [], repeats: [], graphs: [graph] };
    expect(stabilityBatch('louvain', reference, of, 2)).toEqual([]);
  });
});

describe('rows of the stability tables', () => {
  it('puts feature ids in place of nodes and numbers runs on', () => {
    const found = partitionColumns(featureIds, [{ algorithm: 'louvain', cluster: repeat.cluster, seed: 7 }], [batch]);
    expect(found).toEqual({
      algorithm: Array(9).fill('louvain'),
      run: [0, 0, 0, 5, 5, 5, 6, 6, 6],
      seed: [7, 7, 7, 7, 7, 7, 8, 8, 8],
      feature_id: [10, 20, 30, 10, 20, 30, 10, 20, 30],
      cluster: [1, 2, 1, 1, 2, 1, 1, 2, 1],
    });
    expect(stabilityRows([batch])).toMatchObject([
      { algorithm: 'louvain', source: 'seed', run: 5, kept: 1, ari: 1 },
      { algorithm: 'louvain', source: 'seed', run: 6, kept: 1, ari: 1 },
    ]);
    expect(clusterRows([batch])).toMatchObject([
      { cluster: 1, jaccard: 1, recovered: 1 },
      { cluster: 2, jaccard: 1, recovered: 1 },
    ]);
    expect(featureRows(featureIds, [batch])).toEqual(
      [10, 20, 30].map((feature_id) => ({ algorithm: 'louvain', source: 'seed', feature_id, ambiguity: 0 })),
    );
    const edges = { feature_a: Int32Array.of(10), feature_b: Int32Array.of(30) };
    expect(edgeRows(edges, [batch])).toEqual([
      { algorithm: 'louvain', source: 'seed', feature_a: 10, feature_b: 30, together: 1, present: 1 },
    ]);
  });
});
