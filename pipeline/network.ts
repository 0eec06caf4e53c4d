/**
 * Turns correlations into a network: pairs that pass the study's rules for edges, their connected components, and the same
 * network at thresholds from 0.30 to 0.95. Every selected feature is a node, also without an edge.
 */
import { components } from '../src/network/components.ts';
import { featureGraph, nodePairs, type PairColumns } from '../src/network/feature-graph.ts';
import { unweighted } from '../src/network/graph.ts';
import { greedyModularity } from '../src/network/greedy-modularity.ts';
import { selectEdges } from '../src/network/select-edges.ts';
import { sweep } from '../src/network/sweep.ts';
import type { Stage } from './stage.ts';

export const network: Stage = {
  name: 'network',
  reads: ['feature', 'correlation'],
  writes: ['edge', 'component', 'sweep'],
  parameters: (study) => study.network,
  async run({ study, tables, note }) {
    const { feature_id: featureIds } = await tables.columns<{ feature_id: Int32Array }>('network_feature');
    const pairs = await tables.columns<PairColumns & { q: Float64Array }>('network_correlation');
    const byNode = nodePairs(featureIds, pairs);
    const kept = selectEdges(featureIds.length, byNode, study.network, () => pairs.q);
    const edges: PairColumns = {
      feature_a: kept.map((k) => pairs.feature_a[k]),
      feature_b: kept.map((k) => pairs.feature_b[k]),
      r: Float64Array.from(kept, (k) => pairs.r[k]),
    };
    await tables.replace('edge', { ...edges });

    const graph = featureGraph(featureIds, edges);
    const { cluster, sizes, count } = components(graph);
    await tables.replace('component', {
      feature_id: featureIds,
      component: cluster,
      size: cluster.map((c) => sizes[c - 1]),
    });

    const rows = sweep(featureIds.length, byNode, study.network, greedyModularity(unweighted(graph)).labels);
    await tables.replace('sweep', {
      threshold: rows.map((row) => row.threshold),
      edges: rows.map((row) => row.edges),
      density: rows.map((row) => row.density),
      components: rows.map((row) => row.components),
      giant: rows.map((row) => row.giant),
      modularity: rows.map((row) => row.modularity),
      ari: rows.map((row) => row.ari),
    });
    if (kept.length === 0)
      note(`no pair of the ${featureIds.length} features passes the rule: the network has no edges`);
    else
      note(`${kept.length} edges, ${count} components, the largest with ${sizes[0]} of ${featureIds.length} features`);
  },
};
