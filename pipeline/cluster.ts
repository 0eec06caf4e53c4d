/**
 * Clusters the full network with every algorithm, under the study's weighting and resolution; the study's own choice is
 * the one that later stages read. All selected features are kept in the table; `kept` marks clusters of at least
 * `min_size`. Nothing is clustered again after that filter.
 */

import { featureGraph, type PairColumns } from '../src/network/feature-graph.ts';
import { ALGORITHMS, partition } from '../src/network/partition.ts';
import { derive } from '../src/random.ts';
import type { Stage } from './stage.ts';

/** The run that `cluster` shows. */
const REFERENCE = 0;

export const cluster: Stage = {
  name: 'cluster',
  reads: ['feature', 'edge'],
  writes: ['partition', 'cluster'],
  parameters: ({ cluster: { algorithm, ...settings }, seed }) => ({ ...settings, seed }),
  async run({ study, tables, note }) {
    const { feature_id: featureIds } = await tables.columns<{ feature_id: Int32Array }>('network_feature');
    const graph = featureGraph(featureIds, await tables.columns<PairColumns>('network_edge'));
    const { weighted, resolution, min_size: minSize } = study.cluster;
    const seed = derive(study.seed, 'cluster', REFERENCE);
    const found = ALGORITHMS.map((algorithm) => ({
      algorithm,
      ...partition(graph, algorithm, { weighted, resolution, seed }),
    }));
    const perFeature = <T>(value: (one: (typeof found)[number], node: number) => T): T[] =>
      found.flatMap((one) => Array.from(featureIds, (_, node) => value(one, node)));
    const sizeOf = (one: (typeof found)[number], node: number): number => one.sizes[one.cluster[node] - 1];

    await tables.replace('partition', {
      algorithm: perFeature((one) => one.algorithm),
      run: perFeature(() => REFERENCE),
      seed: perFeature(() => seed),
      feature_id: perFeature((_, node) => featureIds[node]),
      cluster: perFeature((one, node) => one.cluster[node]),
    });
    await tables.replace('cluster', {
      feature_id: perFeature((_, node) => featureIds[node]),
      algorithm: perFeature((one) => one.algorithm),
      cluster: perFeature((one, node) => one.cluster[node]),
      size: perFeature(sizeOf),
      kept: perFeature((one, node) => sizeOf(one, node) >= minSize),
    });
    for (const { algorithm, sizes } of found) {
      const kept = sizes.filter((size) => size >= minSize);
      note(
        `${algorithm}: ${kept.length} clusters of at least ${minSize} features (${kept.join(', ') || 'none'}) out of ${sizes.length}`,
      );
    }
  },
};
