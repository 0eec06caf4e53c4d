/**
 * Turns correlations into a network: pairs that pass the study's rules for edges, and their connected components. Every selected
 * feature is a node, also without an edge.
 */
import { StudyError } from '../../../src/errors.ts';
import { components } from '../../../src/methods/graph/components.ts';
import { selectEdges } from '../../../src/methods/graph/edges/select-edges.ts';
import { featureGraph, nodePairs, type PairColumns } from '../../../src/methods/graph/pair-graph.ts';
import { stage } from '../../../src/run/stage.ts';
import { columns, row } from '../../../src/run/stage-input.ts';
import type { CooccurrenceStudy } from '../settings.ts';

export const network = stage({
  name: 'network',
  module: import.meta.url,
  settings: ({ network }: CooccurrenceStudy) => ({ rule: network }),
  reads: {
    features: columns<{ feature_id: Int32Array }>('selected_feature'),
    pairs: columns<PairColumns & { q: Float64Array }>('network_correlation'),
    scope: row<{ stored_from: number }>('correlation_scope'),
  },
  writes: ['edge', 'component'],
  run({ rule }, { features: { feature_id: featureIds }, pairs, scope }, { study, note }) {
    if (rule.threshold < scope.stored_from) {
      throw new StudyError({
        where: `${study}: network.threshold`,
        found: `${rule.threshold}, and only pairs from |r| ${scope.stored_from} on are stored`,
        expected: `at least ${scope.stored_from}, or a larger correlation.most_pairs`,
      });
    }
    const byNode = nodePairs(featureIds, pairs);
    const passing = selectEdges(featureIds.length, byNode, rule, () => pairs.q);
    const edge: PairColumns = {
      feature_a: passing.map((pair) => pairs.feature_a[pair]),
      feature_b: passing.map((pair) => pairs.feature_b[pair]),
      r: Float64Array.from(passing, (pair) => pairs.r[pair]),
    };
    const graph = featureGraph(featureIds, edge);
    const { cluster: component, sizes, count } = components(graph);
    if (passing.length === 0)
      note(`no pair of the ${featureIds.length} features passes the rule: the network has no edges`);
    else
      note(
        `${passing.length} edges, ${count} components, the largest with ${sizes[0]} of ${featureIds.length} features`,
      );
    return {
      edge: { ...edge },
      component: { feature_id: featureIds, component, size: component.map((c) => sizes[c - 1]) },
    };
  },
});
