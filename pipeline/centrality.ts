/**
 * Measures every selected feature: centralities on the full network, unweighted as networkx defines them and weighted
 * with strength |r| and distance 1 - |r|, and the study's metrics of its attributions over prompts.
 */
import { betweenness } from '../src/network/betweenness.ts';
import { closeness } from '../src/network/closeness.ts';
import { degreeCentrality, strength } from '../src/network/degree.ts';
import { distances } from '../src/network/distance.ts';
import { eigenvectors } from '../src/network/eigenvector.ts';
import { featureGraph, nodePairs, type PairColumns } from '../src/network/feature-graph.ts';
import { FEATURE_METRICS, featureMetrics } from '../src/network/feature-metrics.ts';
import { type Graph, unweighted } from '../src/network/graph.ts';
import { weightedBetweenness } from '../src/network/weighted-betweenness.ts';
import { weightedCloseness } from '../src/network/weighted-closeness.ts';
import { type LongMatrix, promptMatrix } from '../src/stats/prompt-matrix.ts';
import type { Stage } from './stage.ts';

export const centrality: Stage = {
  name: 'centrality',
  reads: ['feature', 'edge', 'correlation', 'prompt_feature'],
  writes: ['centrality', 'feature_metric'],
  parameters: () => ({}),
  async run({ tables, note }) {
    const { feature_id: featureIds } = await tables.columns<{ feature_id: Int32Array }>('network_feature');
    const graph = featureGraph(featureIds, await tables.columns<PairColumns>('network_edge'));
    const measures = measuresOf(graph);
    await tables.replace('centrality', {
      feature_id: measures.flatMap(() => [...featureIds]),
      measure: measures.flatMap(({ measure }) => Array.from(featureIds, () => measure)),
      weighted: measures.flatMap(({ weighted }) => Array.from(featureIds, () => weighted)),
      value: measures.flatMap(({ values }) => [...values]),
      reason: measures.flatMap(({ values }) => Array.from(values, () => null)),
    });

    const matrix = promptMatrix(await tables.columns<LongMatrix>('correlate_value'));
    const pairs = nodePairs(featureIds, await tables.columns<PairColumns>('network_correlation'));
    if (featureIds.length > 0 && matrix.featureIds.join() !== featureIds.join()) {
      throw new Error(
        'centrality: the features of prompt_feature are not those selected in feature, expected the same',
      );
    }
    const metrics = featureIds.length === 0 ? undefined : featureMetrics(matrix, pairs);
    const rows = FEATURE_METRICS.flatMap((metric) =>
      Array.from(metrics?.[metric] ?? [], (value, node) => ({ metric, feature: featureIds[node], value })),
    );
    await tables.replace('feature_metric', {
      feature_id: rows.map((row) => row.feature),
      metric: rows.map((row) => row.metric),
      value: rows.map((row) => (Number.isNaN(row.value) ? null : row.value)),
      reason: rows.map((row) => (Number.isNaN(row.value) ? reasonOf(row.metric) : null)),
    });
    const absent = rows.filter((row) => Number.isNaN(row.value)).length;
    if (absent > 0) note(`${absent} of ${rows.length} metrics have no value; their reason is in the table`);
  },
};

interface Measure {
  readonly measure: string;
  readonly weighted: boolean;
  /** [N] */
  readonly values: Float64Array;
}

function measuresOf(graph: Graph): Measure[] {
  const distance = distances(graph.weights);
  const plain = eigenvectors(unweighted(graph));
  const strong = eigenvectors(graph);
  return [
    { measure: 'degree', weighted: false, values: degreeCentrality(graph) },
    { measure: 'betweenness', weighted: false, values: betweenness(graph) },
    { measure: 'closeness', weighted: false, values: closeness(graph) },
    { measure: 'eigenvector', weighted: false, values: plain.whole },
    { measure: 'eigenvector_component', weighted: false, values: plain.perComponent },
    { measure: 'strength', weighted: true, values: strength(graph) },
    { measure: 'betweenness', weighted: true, values: weightedBetweenness(graph, distance) },
    { measure: 'closeness', weighted: true, values: weightedCloseness(graph, distance) },
    { measure: 'eigenvector', weighted: true, values: strong.whole },
    { measure: 'eigenvector_component', weighted: true, values: strong.perComponent },
  ];
}

function reasonOf(metric: string): string {
  return metric === 'abs_corr_activation'
    ? 'no correlation: the feature is constant over prompts, or no other feature varies'
    : 'one prompt has no deviation';
}
