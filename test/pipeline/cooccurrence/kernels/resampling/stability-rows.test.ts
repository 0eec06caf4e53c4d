import { describe, expect, it } from 'vitest';
import { repeatOn } from '../../../../../pipeline/cooccurrence/kernels/resampling/resample-partitions.ts';
import { stability } from '../../../../../pipeline/cooccurrence/kernels/resampling/stability.ts';
import {
  type Batch,
  clusterColumns,
  edgeColumns,
  featureColumns,
  memberColumns,
  partitionColumns,
  stabilityColumns,
} from '../../../../../pipeline/cooccurrence/kernels/resampling/stability-rows.ts';
import { ALGORITHMS } from '../../../../../src/methods/graph/communities/partition.ts';
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

describe('memberColumns', () => {
  it('has every feature under every algorithm, with the size of its cluster', () => {
    const found = ALGORITHMS.map((algorithm) => {
      return { algorithm, ...repeatOn(graph, algorithm, { weighted: false, resolution: 1, seed: 7 }) };
    });
    const columns = memberColumns(featureIds, found, 2);
    expect(columns.algorithm).toEqual(ALGORITHMS.flatMap((algorithm) => Array(3).fill(algorithm)));
    expect(columns.feature_id).toEqual(ALGORITHMS.flatMap(() => [10, 20, 30]));
    expect(columns.cluster).toEqual(ALGORITHMS.flatMap(() => [1, 2, 1]));
    expect(columns.size).toEqual(ALGORITHMS.flatMap(() => [2, 1, 2]));
    expect(columns.kept).toEqual(ALGORITHMS.flatMap(() => [true, false, true]));
    expect(memberColumns(featureIds, found, 3).kept).not.toContain(true);
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
    expect(stabilityColumns([batch])).toMatchObject({ run: [5, 6], kept: [1, 1], ari: [1, 1] });
    expect(clusterColumns([batch])).toMatchObject({ cluster: [1, 2], jaccard: [1, 1], recovered: [1, 1] });
    expect(featureColumns(featureIds, [batch])).toMatchObject({ feature_id: [10, 20, 30], ambiguity: [0, 0, 0] });
    const edges = { feature_a: Int32Array.of(10), feature_b: Int32Array.of(30) };
    expect(edgeColumns(edges, [batch])).toMatchObject({
      feature_a: [10],
      feature_b: [30],
      together: [1],
      present: [1],
    });
  });

  it('keeps the columns without rows', () => {
    expect(stabilityColumns([]).ari).toEqual([]);
  });
});
