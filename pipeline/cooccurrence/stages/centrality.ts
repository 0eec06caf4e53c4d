/**
 * Measures every selected feature: centralities on the full network, unweighted as networkx defines them and weighted
 * with strength |r| and distance 1 - |r|; how far the main ones survive fewer prompts; the study's metrics of its
 * attributions; where and how steadily it fires; and which features are one thing seen several times.
 */

import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { openSae } from '../../../src/engine/dictionary/sae-files.ts';
import { sourceFiles, sourceFolders } from '../../../src/engine/hub/sources.ts';
import { mainMeasures, measures } from '../../../src/methods/graph/centrality/measures.ts';
import type { Graph } from '../../../src/methods/graph/csr-graph.ts';
import { featureGraph, nodePairs, type PairColumns } from '../../../src/methods/graph/pair-graph.ts';
import { derive } from '../../../src/random.ts';
import type { Stage, StageContext } from '../../../src/run/stage.ts';
import { readPromptMatrix } from '../kernels/matrix/read-prompt-matrix.ts';
import { type ActiveRows, activationProfiles } from '../kernels/metrics/activation-profile.ts';
import { activityMetrics } from '../kernels/metrics/activity-metrics.ts';
import * as rows from '../kernels/metrics/centrality-rows.ts';
import { collinearGroups } from '../kernels/metrics/collinear.ts';
import { corpusMetrics } from '../kernels/metrics/corpus-maxima.ts';
import { FEATURE_METRICS, featureMetrics } from '../kernels/metrics/feature-metrics.ts';
import { metricCorrelations, type NamedMeasure } from '../kernels/metrics/metric-correlation.ts';
import { DROPPED } from '../kernels/resampling/case-dropping.ts';
import { openStudyResampling } from '../kernels/resampling/open-resampling.ts';
import { centralityRepeats, type MeasureRepeats } from '../kernels/resampling/resample-centralities.ts';

/** Why a metric may have no value. */
const REASONS = {
  abs_corr_activation: 'no correlation: the feature is constant over prompts, or no other feature varies',
  std_activation: 'one prompt has no deviation',
  bos_share: 'every attribution of the feature is 0',
  peak_share: 'every attribution of the feature is 0',
};

export const centrality: Stage = {
  name: 'centrality',
  reads: ['feature', 'edge', 'correlation', 'correlation_sum', 'cluster', 'prompt', 'prompt_feature', 'attribution'],
  after: ['attribute'],
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
  parameters: ({ cluster: { algorithm }, correlation, network, stability, seed }) => {
    return { algorithm, correlation, network, stability, seed };
  },
  files: (study) => [...sourceFiles(study), ...(study.corpus === undefined ? [] : [study.corpus.file])],
  async run(context) {
    const { study, tables, note } = context;
    const features = await tables.columns<{ feature_id: Int32Array; prevalence: Float64Array }>('centrality_feature');
    const { feature_id: featureIds, prevalence } = features;
    const graph = featureGraph(featureIds, await tables.columns<PairColumns>('network_edge'));
    const { algorithm } = study.cluster;
    const { cluster } = await tables.columns<{ cluster: Int32Array }>('centrality_cluster', { algorithm });
    const found = measures(graph, cluster);
    await tables.replace('centrality', rows.centralityColumns(featureIds, found));

    const matrix = await readPromptMatrix(tables);
    await repeat(context, featureIds, graph);

    const pairs = nodePairs(featureIds, await tables.columns<PairColumns>('network_correlation'));
    const profiles = activationProfiles(await tables.columns<ActiveRows>('centrality_active'));
    const decoder =
      featureIds.length === 0
        ? new Map<number, Float32Array>()
        : await decoderRows(await openSae(sourceFolders(study).sae), featureIds);
    const sums = await tables.query<{ feature_id: number; abs_r: number }>('centrality_sum');
    const absR = new Map(sums.map(({ feature_id: id, abs_r: sum }) => [id, 1 + sum]));
    const absCorrelation = Float64Array.from(featureIds, (id) => absR.get(id) ?? Number.NaN);
    const attributed = featureIds.length === 0 ? undefined : featureMetrics(matrix, absCorrelation);
    const metrics: NamedMeasure[] = [
      ...FEATURE_METRICS.map((name) => ({ name, values: attributed?.[name] ?? new Float64Array(0) })),
      ...activityMetrics(featureIds, prevalence, profiles, decoder),
      ...(await corpusMetrics(study, featureIds, context, context.progress)),
    ];
    await tables.replace('feature_metric', rows.metricColumns(featureIds, metrics, REASONS));
    await tables.replace('feature_position', rows.positionColumns(profiles));
    const groups = collinearGroups(featureIds, pairs, profiles, decoder);
    await tables.replace('collinear_group', rows.collinearColumns(groups));
    const named = found.map(({ measure, weighted, values }) => ({
      name: weighted ? `${measure} (weighted)` : measure,
      values,
    }));
    await tables.replace('metric_correlation', rows.correlationColumns(metricCorrelations([...named, ...metrics])));
    const absent = metrics.reduce((sum, { values }) => sum + values.filter(Number.isNaN).length, 0);
    if (absent > 0) note(`${absent} metrics have no value; their reason is in the table`);
    for (const { sentence } of groups) note(sentence);
  },
};

/** The main measures on networks of fewer prompts. */
async function repeat(context: StageContext, featureIds: Int32Array, graph: Graph): Promise<void> {
  const { study, tables, progress } = context;
  const { subsamples, share, case_drops: drops } = study.stability;
  const options = { subsamples, share, drops, seed: derive(study.seed, 'centrality') };
  const networks = subsamples + DROPPED.length * drops;
  const bar = progress('networks of fewer prompts', networks);
  const task = { measures: true, clusterings: null };
  let found: MeasureRepeats[] = [];
  if (featureIds.length > 0) {
    const resampling = await openStudyResampling(context, task, networks, () => bar.advance());
    found = await centralityRepeats(mainMeasures(graph), resampling, options).finally(() => resampling.close());
  }
  bar.done();
  await tables.replace('centrality_rank', rows.rankColumns(featureIds, found));
  await tables.replace('case_drop', rows.dropColumns(found));
  await tables.replace('centrality_stability', rows.stabilityColumns(found));
}
