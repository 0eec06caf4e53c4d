/**
 * Measures every selected feature: centralities on the full network, unweighted as networkx defines them and weighted
 * with strength |r| and distance 1 - |r|; how far the main ones survive fewer prompts; and the study's metrics of a
 * feature's attributions over prompts.
 */
import { centralityRepeats } from '../src/network/centrality-repeats.ts';
import { featureGraph, nodePairs, type PairColumns } from '../src/network/feature-graph.ts';
import { FEATURE_METRICS, featureMetrics } from '../src/network/feature-metrics.ts';
import { measures } from '../src/network/measures.ts';
import { derive } from '../src/random.ts';
import { type LongMatrix, promptMatrix } from '../src/stats/prompt-matrix.ts';
import type { Stage, StageContext } from './stage.ts';

export const centrality: Stage = {
  name: 'centrality',
  reads: ['feature', 'edge', 'correlation', 'cluster', 'prompt', 'prompt_feature'],
  writes: ['centrality', 'centrality_rank', 'case_drop', 'centrality_stability', 'feature_metric'],
  parameters: ({ cluster: { algorithm }, network, stability: { subsamples, share, case_drops }, seed }) => {
    return { algorithm, network, subsamples, share, case_drops, seed };
  },
  async run(context) {
    const { study, tables, note } = context;
    const { feature_id: featureIds } = await tables.columns<{ feature_id: Int32Array }>('network_feature');
    const graph = featureGraph(featureIds, await tables.columns<PairColumns>('network_edge'));
    const { algorithm } = study.cluster;
    const { cluster } = await tables.columns<{ cluster: Int32Array }>('centrality_cluster', { algorithm });
    const found = measures(graph, cluster);
    await tables.replace('centrality', {
      feature_id: found.flatMap(() => [...featureIds]),
      measure: found.flatMap(({ measure }) => Array.from(featureIds, () => measure)),
      weighted: found.flatMap(({ weighted }) => Array.from(featureIds, () => weighted)),
      value: found.flatMap(({ values }) => [...values]),
      reason: found.flatMap(({ values }) => Array.from(values, () => null)),
    });

    const matrix = promptMatrix(await tables.columns<LongMatrix>('correlate_value'));
    if (featureIds.length > 0 && matrix.featureIds.join() !== featureIds.join()) {
      throw new Error(
        'centrality: the features of prompt_feature are not those selected in feature, expected the same',
      );
    }
    await repeat(context, featureIds, graph, matrix);

    const pairs = nodePairs(featureIds, await tables.columns<PairColumns>('network_correlation'));
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

type RepeatArguments = Parameters<typeof centralityRepeats>;

async function repeat(
  { study, tables, progress }: StageContext,
  featureIds: Int32Array,
  graph: RepeatArguments[0],
  matrix: RepeatArguments[1],
): Promise<void> {
  const strata = (await tables.query<{ stratum: string }>('cluster_stratum')).map((row) => row.stratum);
  const { subsamples, share, case_drops: drops } = study.stability;
  const options = { subsamples, share, drops, seed: derive(study.seed, 'centrality') };
  const bar = progress('networks of fewer prompts', subsamples + 9 * drops);
  const found =
    featureIds.length === 0
      ? []
      : centralityRepeats(graph, matrix, strata, study.network, options, () => bar.advance());
  bar.done();
  const ranks = found.flatMap(({ measure, weighted, intervals }) =>
    intervals.map((interval, node) => ({ feature: featureIds[node], measure, weighted, ...interval })),
  );
  await tables.replace('centrality_rank', {
    feature_id: ranks.map((row) => row.feature),
    measure: ranks.map((row) => row.measure),
    weighted: ranks.map((row) => row.weighted),
    rank: ranks.map((row) => row.rank),
    low: ranks.map((row) => row.low),
    high: ranks.map((row) => row.high),
  });
  const curve = found.flatMap(({ measure, weighted, drops: rows }) =>
    rows.map((row) => ({ measure, weighted, ...row })),
  );
  await tables.replace('case_drop', {
    measure: curve.map((row) => row.measure),
    weighted: curve.map((row) => row.weighted),
    dropped: curve.map((row) => row.dropped),
    replicates: curve.map((row) => row.replicates),
    mean_r: curve.map((row) => (Number.isNaN(row.meanR) ? null : row.meanR)),
    held: curve.map((row) => row.held),
  });
  await tables.replace('centrality_stability', {
    measure: found.map((row) => row.measure),
    weighted: found.map((row) => row.weighted),
    cs: found.map((row) => (Number.isNaN(row.cs) ? null : row.cs)),
    reason: found.map((row) => (Number.isNaN(row.cs) ? 'no prompts were dropped: stability.case_drops is 0' : null)),
  });
}

function reasonOf(metric: string): string {
  return metric === 'abs_corr_activation'
    ? 'no correlation: the feature is constant over prompts, or no other feature varies'
    : 'one prompt has no deviation';
}
