/**
 * Clusters the full network with every algorithm, under the study's weighting and resolution, and repeats that over
 * seeds, over subsamples of the prompts and over resolutions to show what of it is chance. All selected features are in
 * the table; `kept` marks clusters of at least `min_size`. Nothing is clustered again after that filter.
 */

import { ALGORITHMS, type PartitionOptions } from '../../../src/methods/graph/communities/partition.ts';
import type { Graph } from '../../../src/methods/graph/csr-graph.ts';
import { featureGraph, nodePairs, type PairColumns } from '../../../src/methods/graph/pair-graph.ts';
import { derive } from '../../../src/random.ts';
import type { Stage, StageContext } from '../../../src/run/stage.ts';
import { openStudyResampling } from '../kernels/resampling/open-resampling.ts';
import { type Repeat, repeatOn, SEEDED, subsampled } from '../kernels/resampling/resample-partitions.ts';
import { resolutionSweep } from '../kernels/resampling/resolution-sweep.ts';
import { stability } from '../kernels/resampling/stability.ts';
import * as rows from '../kernels/resampling/stability-rows.ts';

export const cluster: Stage = {
  name: 'cluster',
  reads: ['feature', 'edge', 'prompt', 'prompt_feature'],
  after: ['attribute'],
  writes: [
    'partition',
    'cluster',
    'stability',
    'cluster_stability',
    'feature_stability',
    'edge_stability',
    'resolution_sweep',
  ],
  parameters: ({ cluster: { algorithm, ...settings }, correlation, network, stability: repeats, seed }) => {
    const { seeds, subsamples, share } = repeats;
    return { settings, correlation, network, seeds, subsamples, share, seed };
  },
  async run(context) {
    const { study, tables, progress, note } = context;
    const { feature_id: featureIds } = await tables.columns<{ feature_id: Int32Array }>('network_feature');
    const edges = await tables.columns<PairColumns>('network_edge');
    const graph = featureGraph(featureIds, edges);
    const { weighted, resolution, min_size: minSize } = study.cluster;
    const seed = derive(study.seed, 'cluster', 0);
    const options = { weighted, resolution, seed };
    const found = ALGORITHMS.map((algorithm) => ({ algorithm, seed, ...repeatOn(graph, algorithm, options) }));
    await tables.replace('cluster', rows.memberColumns(featureIds, found, minSize));

    const { seeds } = study.stability;
    const subsamples = featureIds.length === 0 ? [] : await subsamplesOf(context, options);
    const others = Array.from({ length: seeds }, (_, k) => derive(study.seed, 'cluster', k + 1));
    const bar = progress('other seeds', SEEDED.size * seeds);
    const { a, b } = nodePairs(featureIds, edges);
    const batches = found.flatMap(({ algorithm, cluster: labels }, at): rows.Batch[] => {
      const reference = { labels, a, b };
      const bySeed = !SEEDED.has(algorithm) || featureIds.length === 0 ? [] : others;
      const again = bySeed.map((other) => {
        bar.advance();
        return repeatOn(graph, algorithm, { ...options, seed: other });
      });
      const part = subsamples.map(({ repeats }) => repeats[at]);
      const networks = subsamples.map((one) => one.graph);
      const batch = (
        source: rows.Source,
        firstRun: number,
        used: number[],
        repeats: Repeat[],
        on: Graph[],
      ): rows.Batch[] =>
        repeats.length === 0
          ? []
          : [
              {
                algorithm,
                source,
                firstRun,
                seeds: used,
                repeats,
                stability: stability(reference, repeats, on, minSize),
              },
            ];
      const seedOf = part.map(() => seed);
      return [...batch('seed', 1, bySeed, again, [graph]), ...batch('subsample', seeds + 1, seedOf, part, networks)];
    });
    bar.done();
    await tables.replace('partition', rows.partitionColumns(featureIds, found, batches));
    await tables.replace('stability', rows.stabilityColumns(batches));
    await tables.replace('cluster_stability', rows.clusterColumns(batches));
    await tables.replace('feature_stability', rows.featureColumns(featureIds, batches));
    await tables.replace('edge_stability', rows.edgeColumns(edges, batches));

    const sweep = found.flatMap(({ algorithm, cluster: labels }) =>
      featureIds.length === 0 ? [] : resolutionSweep(graph, algorithm, labels, options),
    );
    await tables.replace('resolution_sweep', rows.resolutionColumns(sweep));
    for (const { algorithm, sizes } of found) {
      const kept = sizes.filter((size) => size >= minSize);
      note(
        `${algorithm}: ${kept.length} clusters of at least ${minSize} features (${kept.join(', ') || 'none'}) out of ${sizes.length}`,
      );
    }
  },
};

/** Every algorithm on networks of fewer prompts. */
async function subsamplesOf(context: StageContext, options: PartitionOptions) {
  const { study, progress } = context;
  const { subsamples: count, share } = study.stability;
  if (count === 0) return [];
  const bar = progress('networks of fewer prompts', count);
  const task = { measures: false, clusterings: options };
  const resampling = await openStudyResampling(context, task, count, () => bar.advance());
  try {
    return await subsampled(resampling, { count, share, seed: derive(study.seed, 'stability') });
  } finally {
    await resampling.close();
    bar.done();
  }
}
