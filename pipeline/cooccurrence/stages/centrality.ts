/**
 * Measures every selected feature: centralities on the full network, unweighted as networkx defines them and weighted
 * with strength |r| and distance 1 - |r|; how far the main ones survive fewer prompts; the study's metrics of its
 * attributions; where and how steadily it fires; and which features are one thing seen several times.
 */
import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { mainMeasures, measures } from '../../../src/methods/graph/centrality/measures.ts';
import type { Graph } from '../../../src/methods/graph/csr-graph.ts';
import { featureGraph, nodePairs, type PairColumns } from '../../../src/methods/graph/pair-graph.ts';
import { derive } from '../../../src/random.ts';
import { type StageTools, stage } from '../../../src/run/stage.ts';
import { columns, file, rows, shards, subject, type Values } from '../../../src/run/stage-input.ts';
import { matrixInputs, promptWords, readMatrix } from '../kernels/matrix/matrix-inputs.ts';
import type { PromptMatrix } from '../kernels/matrix/prompt-matrix.ts';
import { type ActiveRows, activationProfiles } from '../kernels/metrics/activation-profile.ts';
import { activityMetrics } from '../kernels/metrics/activity-metrics.ts';
import * as tables from '../kernels/metrics/centrality-rows.ts';
import { collinearGroups } from '../kernels/metrics/collinear.ts';
import { corpusMetrics } from '../kernels/metrics/corpus-maxima.ts';
import { metricCorrelations, type NamedMeasure } from '../kernels/metrics/metric-correlation.ts';
import { METRIC_REASONS } from '../kernels/metrics/metric-reasons.ts';
import { attributionMeasures, centralityMeasures } from '../kernels/metrics/named-measures.ts';
import { DROPPED } from '../kernels/resampling/case-dropping.ts';
import { openStudyResampling } from '../kernels/resampling/open-resampling.ts';
import { centralityRepeats, type MeasureRepeats } from '../kernels/resampling/resample-centralities.ts';
import { studySource } from '../kernels/resampling/study-source.ts';
import type { CooccurrenceStudy } from '../settings.ts';

const settings = ({ cluster: { algorithm }, correlation, network, stability, seed }: CooccurrenceStudy) => {
  const { subsamples, share, case_drops: drops } = stability;
  return { algorithm, correlation, rule: network, subsamples, share, drops, seed };
};
const reads = {
  ...matrixInputs,
  ...promptWords,
  edges: columns<PairColumns>('network_edge'),
  pairs: columns<PairColumns>('network_correlation'),
  sums: rows<{ feature_id: number; abs_r: number }>('centrality_sum'),
  clusters: columns<{ cluster: Int32Array }>('centrality_cluster'),
  active: columns<ActiveRows>('centrality_active'),
  attributed: shards('attribute'),
  subject: subject(),
  corpus: file(({ corpus }: CooccurrenceStudy) => corpus?.file),
};
type Inputs = Values<typeof reads>;

export const centrality = stage({
  name: 'centrality',
  module: import.meta.url,
  settings,
  reads,
  writes: [
    'centrality',
    'centrality_rank',
    'case_drop',
    'centrality_stability',
    'feature_metric',
    'feature_position',
    'collinear_group',
    'metric_correlation',
  ],
  async run(own, inputs, tools) {
    const { features, edges, subject } = inputs;
    const { feature_id: featureIds, prevalence } = features;
    const graph = featureGraph(featureIds, edges);
    const measured = measures(graph, inputs.clusters.cluster);
    const matrix = readMatrix(inputs);
    const repeats = await repeatsOf(own, inputs, matrix, graph, tools);

    const pairs = nodePairs(featureIds, inputs.pairs);
    const profiles = activationProfiles(inputs.active);
    const decoder =
      featureIds.length === 0 ? new Map<number, Float32Array>() : await decoderRows(subject.sae, featureIds);
    const metrics: NamedMeasure[] = [
      ...attributionMeasures(featureIds, matrix, inputs.sums),
      ...activityMetrics(featureIds, prevalence, profiles, decoder),
      ...(await corpusMetrics(subject, inputs.corpus, featureIds, tools, tools.progress)),
    ];
    const groups = collinearGroups(featureIds, pairs, profiles, decoder);
    const absent = metrics.reduce((sum, { values }) => sum + values.filter(Number.isNaN).length, 0);
    if (absent > 0) tools.note(`${absent} metrics have no value; their reason is in the table`);
    for (const { sentence } of groups) tools.note(sentence);
    return {
      centrality: tables.centralityRows(featureIds, measured),
      centrality_rank: tables.rankRows(featureIds, repeats),
      case_drop: tables.dropRows(repeats),
      centrality_stability: tables.stabilityRows(repeats),
      feature_metric: tables.metricRows(featureIds, metrics, METRIC_REASONS),
      feature_position: tables.positionRows(profiles),
      collinear_group: tables.collinearRows(groups),
      metric_correlation: tables.correlationRows(metricCorrelations([...centralityMeasures(measured), ...metrics])),
    };
  },
});

/** The main measures on networks of fewer prompts. */
async function repeatsOf(
  own: ReturnType<typeof settings>,
  inputs: Inputs,
  matrix: PromptMatrix,
  graph: Graph,
  { study, threads, progress }: StageTools,
): Promise<MeasureRepeats[]> {
  const { subsamples, share, drops } = own;
  const networks = subsamples + DROPPED.length * drops;
  const bar = progress('networks of fewer prompts', networks);
  if (matrix.cols === 0) {
    bar.done();
    return [];
  }
  const source = studySource(own, matrix, inputs, study);
  const task = { measures: true, clusterings: null };
  const resampling = await openStudyResampling(source, task, { networks, threads, advance: bar.advance });
  try {
    const options = { subsamples, share, drops, seed: derive(own.seed, 'centrality') };
    return await centralityRepeats(mainMeasures(graph), resampling, options);
  } finally {
    await resampling.close();
    bar.done();
  }
}
