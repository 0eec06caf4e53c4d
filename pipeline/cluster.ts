/**
 * Clusters the full network with every algorithm, under the study's weighting and resolution, and repeats that over
 * seeds, over subsamples of the prompts and over resolutions to show what of it is chance. All selected features are in
 * the table; `kept` marks clusters of at least `min_size`. Nothing is clustered again after that filter.
 */
import { featureGraph, nodePairs, type PairColumns } from '../src/network/feature-graph.ts';
import { ALGORITHMS } from '../src/network/partition.ts';
import { repeatOn, SEEDED, subsampledNetworks } from '../src/network/repeats.ts';
import { resolutionSweep } from '../src/network/resolution-sweep.ts';
import { type Reference, stability } from '../src/network/stability.ts';
import {
  type Batch,
  clusterColumns,
  edgeColumns,
  featureColumns,
  partitionColumns,
  resolutionColumns,
  type Source,
  stabilityColumns,
} from '../src/network/stability-rows.ts';
import { derive } from '../src/random.ts';
import { type LongMatrix, promptMatrix } from '../src/stats/prompt-matrix.ts';
import type { Stage } from './stage.ts';

export const cluster: Stage = {
  name: 'cluster',
  reads: ['feature', 'edge', 'prompt', 'prompt_feature'],
  writes: [
    'partition',
    'cluster',
    'stability',
    'cluster_stability',
    'feature_stability',
    'edge_stability',
    'resolution_sweep',
  ],
  parameters: ({ cluster: { algorithm, ...settings }, network, stability: repeats, seed }) => {
    return { settings, network, seeds: repeats.seeds, subsamples: repeats.subsamples, share: repeats.share, seed };
  },
  async run({ study, tables, progress, note }) {
    const { feature_id: featureIds } = await tables.columns<{ feature_id: Int32Array }>('network_feature');
    const edges = await tables.columns<PairColumns>('network_edge');
    const graph = featureGraph(featureIds, edges);
    const { weighted, resolution, min_size: minSize } = study.cluster;
    const seed = derive(study.seed, 'cluster', 0);
    const options = { weighted, resolution, seed };
    const found = ALGORITHMS.map((algorithm) => ({ algorithm, seed, ...repeatOn(graph, algorithm, options) }));
    const perFeature = <T>(value: (one: (typeof found)[number], node: number) => T): T[] =>
      found.flatMap((one) => Array.from(featureIds, (_, node) => value(one, node)));
    const sizeOf = (one: (typeof found)[number], node: number): number => one.sizes[one.cluster[node] - 1];
    await tables.replace('cluster', {
      feature_id: perFeature((_, node) => featureIds[node]),
      algorithm: perFeature((one) => one.algorithm),
      cluster: perFeature((one, node) => one.cluster[node]),
      size: perFeature(sizeOf),
      kept: perFeature((one, node) => sizeOf(one, node) >= minSize),
    });

    const { seeds, subsamples, share } = study.stability;
    const others = Array.from({ length: seeds }, (_, k) => derive(study.seed, 'cluster', k + 1));
    const matrix = promptMatrix(await tables.columns<LongMatrix>('correlate_value'));
    const prompts = await tables.query<{ stratum: string }>('cluster_stratum');
    const networks =
      featureIds.length === 0
        ? []
        : subsampledNetworks(
            matrix,
            prompts.map((row) => row.stratum),
            study.network,
            {
              count: subsamples,
              share,
              seed: derive(study.seed, 'stability'),
            },
          );
    const { a, b } = nodePairs(featureIds, edges);
    const bar = progress('repeats', found.length * (seeds + networks.length));
    const batches = found.flatMap(({ algorithm, cluster: labels }): Batch[] => {
      const reference: Reference = { labels, a, b };
      const batch = (source: Source, firstRun: number, runs: { on: typeof graph; seed: number }[]): Batch[] => {
        if (runs.length === 0 || featureIds.length === 0) return [];
        const repeats = runs.map((run) => {
          bar.advance();
          return repeatOn(run.on, algorithm, { ...options, seed: run.seed });
        });
        const distinct = source === 'seed' ? [graph] : networks;
        const result = stability(reference, repeats, distinct, minSize);
        return [{ algorithm, source, firstRun, seeds: runs.map((run) => run.seed), repeats, stability: result }];
      };
      const bySeed = SEEDED.has(algorithm) ? others.map((other) => ({ on: graph, seed: other })) : [];
      return [
        ...batch('seed', 1, bySeed),
        ...batch(
          'subsample',
          seeds + 1,
          networks.map((on) => ({ on, seed })),
        ),
      ];
    });
    bar.done();
    await tables.replace('partition', partitionColumns(featureIds, found, batches));
    await tables.replace('stability', stabilityColumns(batches));
    await tables.replace('cluster_stability', clusterColumns(batches));
    await tables.replace('feature_stability', featureColumns(featureIds, batches));
    await tables.replace('edge_stability', edgeColumns(edges, batches));

    const sweep = found.flatMap(({ algorithm, cluster: labels }) =>
      featureIds.length === 0 ? [] : resolutionSweep(graph, algorithm, labels, options),
    );
    await tables.replace('resolution_sweep', resolutionColumns(sweep));
    for (const { algorithm, sizes } of found) {
      const kept = sizes.filter((size) => size >= minSize);
      note(
        `${algorithm}: ${kept.length} clusters of at least ${minSize} features (${kept.join(', ') || 'none'}) out of ${sizes.length}`,
      );
    }
  },
};
