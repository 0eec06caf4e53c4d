/**
 * Clusters the full network with every algorithm, under the study's weighting and resolution, and shows how far that depends on what was
 * chosen: the same at other resolutions, and the network at thresholds from 0.30 to 0.95, the study's own among them. All selected
 * features are in the table; `kept` marks clusters of at least `min_size`. Nothing is clustered again after that filter.
 */
import { ALGORITHMS } from '../../../src/methods/graph/communities/partition.ts';
import { featureGraph, nodePairs, type PairColumns } from '../../../src/methods/graph/pair-graph.ts';
import { stage } from '../../../src/run/stage.ts';
import { columns, rows } from '../../../src/run/stage-input.ts';
import { type Counted, levelsWith, sweep } from '../kernels/network/threshold-sweep.ts';
import { clusterSeed, repeatOn } from '../kernels/resampling/resample-partitions.ts';
import { resolutionSweep } from '../kernels/resampling/resolution-sweep.ts';
import type { CooccurrenceStudy } from '../settings.ts';

export const cluster = stage({
  name: 'cluster',
  module: import.meta.url,
  settings: ({ cluster, network, seed }: CooccurrenceStudy) => ({ cluster, rule: network, seed }),
  reads: {
    features: columns<{ feature_id: Int32Array }>('selected_feature'),
    edges: columns<PairColumns>('network_edge'),
    pairs: columns<PairColumns>('network_correlation'),
    counted: rows<Counted>('network_level'),
  },
  writes: ['cluster', 'resolution_sweep', 'sweep'],
  run(own, { features: { feature_id: featureIds }, edges, pairs, counted }, { note }) {
    const { rule, seed: studySeed } = own;
    const { algorithm: shown, min_size: minSize, weighted, resolution } = own.cluster;
    const graph = featureGraph(featureIds, edges);
    const options = { weighted, resolution, seed: clusterSeed(studySeed) };
    const found = ALGORITHMS.map((algorithm) => ({ algorithm, ...repeatOn(graph, algorithm, options) }));
    for (const { algorithm, sizes } of found) {
      const large = sizes.filter((size) => size >= minSize);
      note(
        `${algorithm}: ${large.length} clusters of at least ${minSize} features (${large.join(', ') || 'none'}) out of ${sizes.length}`,
      );
    }
    // What the sweep of thresholds is held against: the clustering that the study shows.
    const reference = found[ALGORITHMS.indexOf(shown)].cluster;
    const byNode = nodePairs(featureIds, pairs);
    return {
      cluster: found.flatMap(({ algorithm, cluster: labels, sizes }) =>
        Array.from(featureIds, (feature_id, node) => {
          const size = sizes[labels[node] - 1];
          return { feature_id, algorithm, cluster: labels[node], size, kept: size >= minSize };
        }),
      ),
      resolution_sweep: found.flatMap(({ algorithm, cluster: labels }) =>
        featureIds.length === 0 ? [] : resolutionSweep(graph, algorithm, labels, options),
      ),
      sweep: sweep(featureIds.length, byNode, rule, reference, counted, levelsWith(rule.threshold)),
    };
  },
});
