/**
 * Describes every selected feature beside its place in the network: the study's metrics of its attributions; where and how steadily it
 * fires; how far all measures, centralities too, say the same; and which features are one thing seen several times.
 */
import { nodePairs, type PairColumns } from '../../../src/methods/graph/pair-graph.ts';
import { stage } from '../../../src/run/stage.ts';
import { columns, file, rows, subject } from '../../../src/run/stage-input.ts';
import { matrixInputs, readMatrix } from '../kernels/matrix/prompt-matrix.ts';
import { type ActiveRows, activationProfiles } from '../kernels/metrics/activation-profile.ts';
import { activityMetrics } from '../kernels/metrics/activity-metrics.ts';
import { collinearGroups } from '../kernels/metrics/collinear.ts';
import { corpusMetrics } from '../kernels/metrics/corpus-maxima.ts';
import {
  attributionMeasures,
  type CentralityRow,
  centralityMeasures,
  metricCorrelations,
  type NamedMeasure,
} from '../kernels/metrics/metric-correlation.ts';
import * as tables from '../kernels/metrics/metric-rows.ts';
import { type UnitName, unitNames } from '../kernels/units/counted-units.ts';
import { type NodeMember, NodeMembers, nodeRows } from '../kernels/units/node-members.ts';
import type { CooccurrenceStudy } from '../settings.ts';

export const metrics = stage({
  name: 'metrics',
  module: import.meta.url,
  settings: () => ({}),
  reads: {
    ...matrixInputs,
    pairs: columns<PairColumns>('network_correlation'),
    sums: rows<{ feature_id: number; abs_r: number }>('centrality_sum'),
    active: columns<ActiveRows>('centrality_active'),
    centralities: rows<CentralityRow>('centralities'),
    units: rows<UnitName>('unit_of_feature'),
    nodes: rows<NodeMember>('node_member'),
    subject: subject(),
    corpus: file(({ corpus }: CooccurrenceStudy) => corpus?.file),
  },
  writes: ['feature_metric', 'feature_position', 'collinear_group', 'metric_correlation'],
  async run(_, inputs, tools) {
    const { features, subject } = inputs;
    const { feature_id: featureIds, prevalence } = features;
    const profiles = activationProfiles(inputs.active);
    const members = new NodeMembers(inputs.nodes);
    const decoder = await nodeRows(subject.sae, featureIds, members);
    const found: NamedMeasure[] = [
      ...attributionMeasures(featureIds, readMatrix(inputs), inputs.sums),
      ...activityMetrics(featureIds, prevalence, profiles, decoder),
      ...(await corpusMetrics(subject, inputs.corpus, { featureIds, members }, tools, tools.progress)),
    ];
    const groups = collinearGroups(featureIds, nodePairs(featureIds, inputs.pairs), profiles, decoder);
    const absent = found.reduce((sum, { values }) => sum + values.filter(Number.isNaN).length, 0);
    if (absent > 0) tools.note(`${absent} metrics have no value; their reason is in the table`);
    const copies = groups.map(({ featureIds: own }) => own.length).join(', ');
    if (groups.length > 0)
      tools.note(
        `features that vary as one over the prompts: groups of ${copies}; table collinear_group says why each does`,
      );
    return {
      feature_metric: tables.metricRows(featureIds, found),
      feature_position: tables.positionRows(profiles),
      collinear_group: tables.collinearRows(groups),
      metric_correlation: tables.correlationRows(
        metricCorrelations([...centralityMeasures(inputs.centralities), ...found], featureIds, unitNames(inputs.units)),
      ),
    };
  },
});
