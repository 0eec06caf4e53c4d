import { expect, it } from 'vitest';
import { repeatOn } from '../../../../../pipeline/cooccurrence/kernels/resampling/resample-partitions.ts';
import { stabilityBatch } from '../../../../../pipeline/cooccurrence/kernels/resampling/stability-batch.ts';
import { graphOf } from '../../../../methods/graph/oracle.ts';

const graph = graphOf({ n: 3, edges: [[0, 2]] });
const other = graphOf({ n: 3, edges: [[0, 1]] });
const options = { weighted: false, resolution: 1, seed: 7 };
const [same, apart] = [graph, other].map((on) => repeatOn(on, 'louvain', options));
const reference = { labels: same.cluster, a: Int32Array.of(0), b: Int32Array.of(2) };

it('judges each repeat against the clusters shown, on the networks they were made on', () => {
  const of = {
    source: 'subsample' as const,
    firstRun: 4,
    seeds: [7, 7],
    repeats: [same, apart],
    graphs: [graph, other],
  };
  const [batch, ...more] = stabilityBatch('louvain', reference, of, 2);
  expect(more).toEqual([]);
  expect(batch).toMatchObject({ algorithm: 'louvain', source: 'subsample', firstRun: 4, seeds: [7, 7] });
  expect(batch.repeats).toEqual([same, apart]);
  expect(batch.stability.runs.map(({ kept }) => kept)).toEqual([1, 1]);
  expect(batch.stability.runs[0].ari).toBe(1);
  expect(batch.stability.runs[1].ari).toBeLessThan(1);
  expect([...batch.stability.together]).toEqual([0.5]);
  expect([...batch.stability.present]).toEqual([0.5]);
});

it('is none where nothing was repeated', () => {
  const of = { source: 'seed' as const, firstRun: 1, seeds: [], repeats: [], graphs: [graph] };
  expect(stabilityBatch('louvain', reference, of, 2)).toEqual([]);
});
