/**
 * Measures every selected feature's place in the network: centralities of the full network, unweighted as networkx defines them and
 * weighted with strength |r| and distance 1 - |r|, and how far the main ones survive fewer prompts.
 */
import { mainMeasures, measures } from '../../../src/methods/graph/centrality/measures.ts';
import type { Graph } from '../../../src/methods/graph/csr-graph.ts';
import { featureGraph, type PairColumns } from '../../../src/methods/graph/pair-graph.ts';
import { derive } from '../../../src/random.ts';
import { type StageTools, stage } from '../../../src/run/stage.ts';
import { columns, shards, type Values } from '../../../src/run/stage-input.ts';
import { matrixInputs, promptWords, readMatrix } from '../kernels/matrix/prompt-matrix.ts';
import * as tables from '../kernels/metrics/centrality-rows.ts';
import { DROPPED } from '../kernels/resampling/case-dropping.ts';
import { onFewerPrompts } from '../kernels/resampling/fewer-prompts.ts';
import { centralityRepeats, type MeasureRepeats } from '../kernels/resampling/resample-centralities.ts';
import type { CooccurrenceStudy } from '../settings.ts';

const settings = ({ cluster: { algorithm }, correlation, network, stability, seed }: CooccurrenceStudy) => {
  const { subsamples, share, case_drops: drops } = stability;
  return { algorithm, correlation, rule: network, subsamples, share, drops, seed };
};
const reads = {
  ...matrixInputs,
  ...promptWords,
  edges: columns<PairColumns>('network_edge'),
  clusters: columns<{ cluster: Int32Array }>('centrality_cluster'),
  attributed: shards('attribute'),
};

export const centrality = stage({
  name: 'centrality',
  module: import.meta.url,
  settings,
  reads,
  writes: ['centrality', 'centrality_rank', 'case_drop', 'centrality_stability'],
  async run(own, inputs, tools) {
    const { feature_id: featureIds } = inputs.features;
    const graph = featureGraph(featureIds, inputs.edges);
    const repeats = await repeatsOf(own, inputs, graph, tools);
    return {
      centrality: tables.centralityRows(featureIds, measures(graph, inputs.clusters.cluster)),
      centrality_rank: tables.rankRows(featureIds, repeats),
      case_drop: tables.dropRows(repeats),
      centrality_stability: tables.stabilityRows(repeats),
    };
  },
});

/** The main measures on networks of fewer prompts. */
async function repeatsOf(
  own: ReturnType<typeof settings>,
  inputs: Values<typeof reads>,
  graph: Graph,
  tools: StageTools,
): Promise<MeasureRepeats[]> {
  const { subsamples, share, drops } = own;
  const matrix = readMatrix(inputs);
  if (matrix.cols === 0) return [];
  const task = { measures: true, clusterings: null };
  const networks = subsamples + DROPPED.length * drops;
  const options = { subsamples, share, drops, seed: derive(own.seed, 'centrality') };
  return onFewerPrompts(own, { ...inputs, matrix }, task, { networks, tools }, (resampling) =>
    centralityRepeats(mainMeasures(graph), resampling, options),
  );
}
