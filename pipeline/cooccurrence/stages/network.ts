/**
 * Turns correlations into a network: pairs that pass the study's rules for edges, their connected components, and the same
 * network at thresholds from 0.30 to 0.95. Every selected feature is a node, also without an edge.
 */
import { StudyError } from '../../../src/errors.ts';
import { greedyModularity } from '../../../src/methods/graph/communities/greedy-modularity.ts';
import { components } from '../../../src/methods/graph/components.ts';
import { unweighted } from '../../../src/methods/graph/csr-graph.ts';
import { selectEdges } from '../../../src/methods/graph/edges/select-edges.ts';
import { featureGraph, nodePairs, type PairColumns } from '../../../src/methods/graph/pair-graph.ts';
import type { Stage } from '../../../src/run/stage.ts';
import { byColumn } from '../../../src/run/tables/by-column.ts';
import { type Counted, SWEEP_COLUMNS, sweep } from '../kernels/network/threshold-sweep.ts';

export const network: Stage = {
  name: 'network',
  reads: ['feature', 'correlation', 'correlation_scope', 'correlation_level'],
  writes: ['edge', 'component', 'sweep'],
  parameters: (study) => study.network,
  async run({ study, tables, note }) {
    const { feature_id: featureIds } = await tables.columns<{ feature_id: Int32Array }>('network_feature');
    const [{ stored_from: storedFrom }] = await tables.query<{ stored_from: number }>('network_scope');
    if (study.network.threshold < storedFrom) {
      throw new StudyError({
        where: `${study.name}: network.threshold`,
        found: `${study.network.threshold}, and only pairs from |r| ${storedFrom} on are stored`,
        expected: `at least ${storedFrom}, or a larger correlation.most_pairs`,
      });
    }
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

    const reference = greedyModularity(unweighted(graph)).labels;
    const counted = await tables.query<Counted>('network_level');
    const rows = sweep(featureIds.length, byNode, study.network, reference, counted);
    await tables.replace('sweep', byColumn(SWEEP_COLUMNS, rows));
    if (kept.length === 0)
      note(`no pair of the ${featureIds.length} features passes the rule: the network has no edges`);
    else
      note(`${kept.length} edges, ${count} components, the largest with ${sizes[0]} of ${featureIds.length} features`);
  },
};
