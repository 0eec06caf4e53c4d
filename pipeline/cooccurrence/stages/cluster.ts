/**
 * Clusters the full network with every algorithm, under the study's weighting and resolution, and repeats that over
 * seeds, over subsamples of the prompts and over resolutions to show what of it is chance. All selected features are in
 * the table; `kept` marks clusters of at least `min_size`. Nothing is clustered again after that filter.
 */
import { ALGORITHMS } from '../../../src/methods/graph/communities/partition.ts';
import { featureGraph, nodePairs, type PairColumns } from '../../../src/methods/graph/pair-graph.ts';
import { derive } from '../../../src/random.ts';
import { type StageTools, stage } from '../../../src/run/stage.ts';
import { columns, shards, type Values } from '../../../src/run/stage-input.ts';
import { matrixInputs, promptWords, readMatrix } from '../kernels/matrix/matrix-inputs.ts';
import { openStudyResampling } from '../kernels/resampling/open-resampling.ts';
import { repeatOn, SEEDED, subsampled } from '../kernels/resampling/resample-partitions.ts';
import { resolutionSweep } from '../kernels/resampling/resolution-sweep.ts';
import * as tables from '../kernels/resampling/stability-rows.ts';
import { studySource } from '../kernels/resampling/study-source.ts';
import type { CooccurrenceStudy } from '../settings.ts';

const settings = ({ cluster, correlation, network, stability: repeats, seed }: CooccurrenceStudy) => {
  const { algorithm: _, ...options } = cluster;
  const { seeds, subsamples, share } = repeats;
  return { options, correlation, rule: network, seeds, subsamples, share, seed };
};
const reads = {
  ...matrixInputs,
  ...promptWords,
  edges: columns<PairColumns>('network_edge'),
  attributed: shards('attribute'),
};
type Settings = ReturnType<typeof settings>;

export const cluster = stage({
  name: 'cluster',
  module: import.meta.url,
  settings,
  reads,
  writes: [
    'partition',
    'cluster',
    'stability',
    'cluster_stability',
    'feature_stability',
    'edge_stability',
    'resolution_sweep',
  ],
  async run(own, inputs, tools) {
    const { feature_id: featureIds } = inputs.features;
    const { min_size: minSize, weighted, resolution } = own.options;
    const graph = featureGraph(featureIds, inputs.edges);
    const seed = derive(own.seed, 'cluster', 0);
    const options = { weighted, resolution, seed };
    const found = ALGORITHMS.map((algorithm) => ({ algorithm, seed, ...repeatOn(graph, algorithm, options) }));

    const { seeds } = own;
    const subsamples = featureIds.length === 0 ? [] : await subsamplesOf(own, inputs, tools);
    const others = Array.from({ length: seeds }, (_, k) => derive(own.seed, 'cluster', k + 1));
    const bar = tools.progress('other seeds', SEEDED.size * seeds);
    const { a, b } = nodePairs(featureIds, inputs.edges);
    const batches = found.flatMap(({ algorithm, cluster: labels }, at) => {
      const reference = { labels, a, b };
      const bySeed = !SEEDED.has(algorithm) || featureIds.length === 0 ? [] : others;
      const again = bySeed.map((other) => {
        bar.advance();
        return repeatOn(graph, algorithm, { ...options, seed: other });
      });
      const part = subsamples.map(({ repeats }) => repeats[at]);
      const graphs = subsamples.map((one) => one.graph);
      const bySeeds = { source: 'seed', firstRun: 1, seeds: bySeed, repeats: again, graphs: [graph] } as const;
      const firstRun = seeds + 1;
      const bySubsample = {
        source: 'subsample',
        firstRun,
        seeds: part.map(() => seed),
        repeats: part,
        graphs,
      } as const;
      return [bySeeds, bySubsample].flatMap((of) => tables.stabilityBatch(algorithm, reference, of, minSize));
    });
    bar.done();
    const sweep = found.flatMap(({ algorithm, cluster: labels }) =>
      featureIds.length === 0 ? [] : resolutionSweep(graph, algorithm, labels, options),
    );
    for (const { algorithm, sizes } of found) {
      const large = sizes.filter((size) => size >= minSize);
      tools.note(
        `${algorithm}: ${large.length} clusters of at least ${minSize} features (${large.join(', ') || 'none'}) out of ${sizes.length}`,
      );
    }
    return {
      cluster: tables.memberRows(featureIds, found, minSize),
      partition: tables.partitionColumns(featureIds, found, batches),
      stability: tables.stabilityRows(batches),
      cluster_stability: tables.clusterRows(batches),
      feature_stability: tables.featureRows(featureIds, batches),
      edge_stability: tables.edgeRows(inputs.edges, batches),
      resolution_sweep: sweep,
    };
  },
});

/** Every algorithm on networks of fewer prompts. */
async function subsamplesOf(own: Settings, inputs: Values<typeof reads>, { study, threads, progress }: StageTools) {
  const { subsamples: count, share } = own;
  if (count === 0) return [];
  const bar = progress('networks of fewer prompts', count);
  const matrix = readMatrix(inputs);
  const source = studySource(own, matrix, inputs, study);
  const { weighted, resolution } = own.options;
  const task = { measures: false, clusterings: { weighted, resolution, seed: derive(own.seed, 'cluster', 0) } };
  const resampling = await openStudyResampling(source, task, { networks: count, threads, advance: bar.advance });
  try {
    return await subsampled(resampling, { count, share, seed: derive(own.seed, 'stability') });
  } finally {
    await resampling.close();
    bar.done();
  }
}
