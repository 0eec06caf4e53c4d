/**
 * Repeats the clusterings of the stage `cluster` over seeds and over subsamples of the prompts, to show what of them is chance: every
 * repeat, its agreement with what is shown, and how surely each cluster, feature and edge is where it is.
 */
import { ALGORITHMS } from '../../../src/methods/graph/communities/partition.ts';
import { featureGraph, nodePairs, type PairColumns } from '../../../src/methods/graph/pair-graph.ts';
import { derive } from '../../../src/random.ts';
import { type StageTools, stage } from '../../../src/run/stage.ts';
import { columns, rows, shards, type Values } from '../../../src/run/stage-input.ts';
import { matrixInputs, promptWords, readMatrix } from '../kernels/matrix/prompt-matrix.ts';
import { onFewerPrompts } from '../kernels/resampling/fewer-prompts.ts';
import { clusterSeed, repeatOn, SEEDED, subsampled } from '../kernels/resampling/resample-partitions.ts';
import type { Findings } from '../kernels/resampling/resample-task.ts';
import * as tables from '../kernels/resampling/stability-rows.ts';
import type { CooccurrenceStudy } from '../settings.ts';

const settings = ({ cluster, correlation, network, stability: repeats, seed }: CooccurrenceStudy) => {
  const { weighted, resolution, min_size: minSize } = cluster;
  const { seeds, subsamples, share } = repeats;
  return { weighted, resolution, minSize, correlation, rule: network, seeds, subsamples, share, seed };
};
const reads = {
  ...matrixInputs,
  ...promptWords,
  edges: columns<PairColumns>('network_edge'),
  clusters: rows<{ algorithm: string; cluster: number }>('stability_cluster'),
  attributed: shards('attribute'),
};
type Settings = ReturnType<typeof settings>;

export const stability = stage({
  name: 'stability',
  module: import.meta.url,
  settings,
  reads,
  writes: ['partition', 'stability', 'cluster_stability', 'feature_stability', 'edge_stability'],
  async run(own, inputs, tools) {
    const { feature_id: featureIds } = inputs.features;
    const { weighted, resolution, minSize, seeds } = own;
    const graph = featureGraph(featureIds, inputs.edges);
    const seed = clusterSeed(own.seed);
    const shown = ALGORITHMS.map((algorithm) => {
      const labels = inputs.clusters.filter((row) => row.algorithm === algorithm).map(({ cluster }) => cluster);
      return { algorithm, seed, cluster: Int32Array.from(labels) };
    });

    const subsamples = featureIds.length === 0 ? [] : await subsamplesOf(own, inputs, tools);
    const others = Array.from({ length: seeds }, (_, k) => clusterSeed(own.seed, k + 1));
    const bar = tools.progress('other seeds', SEEDED.size * seeds);
    const { a, b } = nodePairs(featureIds, inputs.edges);
    const batches = shown.flatMap(({ algorithm, cluster: labels }, at) => {
      const bySeed = !SEEDED.has(algorithm) || featureIds.length === 0 ? [] : others;
      const again = bySeed.map((other) => {
        bar.advance();
        return repeatOn(graph, algorithm, { weighted, resolution, seed: other });
      });
      const part = subsamples.map(({ repeats }) => repeats[at]);
      const bySeeds = { source: 'seed', firstRun: 1, seeds: bySeed, repeats: again, graphs: [graph] } as const;
      const bySubsample = {
        source: 'subsample',
        firstRun: seeds + 1,
        seeds: part.map(() => seed),
        repeats: part,
        graphs: subsamples.map((one) => one.graph),
      } as const;
      return [bySeeds, bySubsample].flatMap((of) => tables.stabilityBatch(algorithm, { labels, a, b }, of, minSize));
    });
    bar.done();
    return {
      partition: tables.partitionColumns(featureIds, shown, batches),
      stability: tables.stabilityRows(batches),
      cluster_stability: tables.clusterRows(batches),
      feature_stability: tables.featureRows(featureIds, batches),
      edge_stability: tables.edgeRows(inputs.edges, batches),
    };
  },
});

/** Every algorithm on networks of fewer prompts. */
async function subsamplesOf(own: Settings, inputs: Values<typeof reads>, tools: StageTools): Promise<Findings[]> {
  const { subsamples: count, share, weighted, resolution } = own;
  if (count === 0) return [];
  const task = { measures: false, clusterings: { weighted, resolution, seed: clusterSeed(own.seed) } };
  const prompts = { ...inputs, matrix: readMatrix(inputs) };
  return onFewerPrompts(own, prompts, task, { networks: count, tools }, (resampling) =>
    subsampled(resampling, { count, share, seed: derive(own.seed, 'stability') }),
  );
}
