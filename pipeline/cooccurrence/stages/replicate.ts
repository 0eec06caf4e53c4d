/**
 * Stage `replicate`: whether another dictionary of the study gives the same network: the features of each other instance are matched with
 * those of the first by the direction they write and by their codes, and the clusters and centralities of the matched are compared.
 */
import type { Subject } from '../../../src/engine/passes/subject.ts';
import { stage } from '../../../src/run/stage.ts';
import { besideOthers, columns, others, rows, subject } from '../../../src/run/stage-input.ts';
import { activationLikeness, cosineLikeness, type TokenCodes } from '../kernels/replication/feature-likeness.ts';
import { type MatchedNetwork, type ReplicationRow, replicationRows } from '../kernels/replication/replication-rows.ts';
import { rowsOf } from '../kernels/steering/set-directions.ts';
import { type NodeMember, NodeMembers, nodeRows } from '../kernels/units/node-members.ts';
import { nodeCodes } from '../kernels/units/node-values.ts';
import type { CooccurrenceStudy } from '../settings.ts';

/** Random matchings: no model is run for one. */
const MATCHINGS = 999;

interface Features {
  readonly feature_id: Int32Array;
  readonly cluster: Int32Array;
}
interface CentralityRow {
  readonly weighted: boolean;
  readonly measure: string;
  readonly feature_id: number;
  readonly value: number;
}

const clusters = columns<Features>('centrality_cluster');
const centralities = rows<CentralityRow>('centralities');
const codes = columns<TokenCodes>('nulls_code');
const nodes = rows<NodeMember>('node_member');

export const replicate = stage({
  name: 'replicate',
  module: import.meta.url,
  settings: ({ seed, cluster: { algorithm } }: CooccurrenceStudy) => ({ seed, algorithm }),
  reads: {
    words: rows<{ n_tokens: number }>('prompt_words'),
    clusters,
    centralities,
    codes: besideOthers(codes),
    nodes,
    subject: besideOthers(subject()),
    otherClusters: others(clusters),
    otherCentralities: others(centralities),
    otherCodes: others(codes),
    otherNodes: others(nodes),
    otherSubjects: others(subject()),
  },
  writes: ['replication'],
  async run({ seed }, inputs, { note }) {
    if (inputs.subject === null || inputs.codes === null) return { replication: [] };
    const tokens = inputs.words.reduce((sum, { n_tokens: length }) => sum + length, 0);
    const ids = inputs.clusters.feature_id;
    const own = networkOf(inputs.clusters, inputs.centralities);
    const members = new NodeMembers(inputs.nodes);
    const directions = await directionsOf(inputs.subject, ids, members);
    const ownCodes = nodeCodes(inputs.codes, members);
    const replication: ReplicationRow[] = [];
    for (const [k, { scope: dictionary, value: features }] of inputs.otherClusters.entries()) {
      const { feature_id: otherIds } = features;
      const otherMembers = new NodeMembers(inputs.otherNodes[k].value);
      const other = networkOf(features, inputs.otherCentralities[k].value);
      const likeness = {
        cosine: cosineLikeness(directions, await directionsOf(inputs.otherSubjects[k].value, otherIds, otherMembers)),
        activation: activationLikeness(
          { ids, codes: ownCodes },
          { ids: otherIds, codes: nodeCodes(inputs.otherCodes[k].value, otherMembers) },
          tokens,
        ),
      };
      for (const by of ['cosine', 'activation'] as const) {
        const found = replicationRows(own, other, likeness[by], { dictionary, by, seed, matchings: MATCHINGS });
        replication.push(...found);
        const ari = found.find(({ statistic }) => statistic === 'ari');
        note(
          ari === undefined || Number.isNaN(ari.value)
            ? `${dictionary}: too few features are matched by ${by} to compare clusters`
            : `${dictionary}: clusters matched by ${by} agree by ${ari.value.toFixed(2)} (adjusted Rand index)`,
        );
      }
    }
    return { replication };
  },
});

async function directionsOf({ sae }: Subject, ids: Int32Array, members: NodeMembers): Promise<Float32Array[]> {
  return rowsOf(await nodeRows(sae, ids, members), ids);
}

/** Values of every unweighted measure, in the order of the features. */
function networkOf({ feature_id: ids, cluster }: Features, centrality: readonly CentralityRow[]): MatchedNetwork {
  const places = new Map(Array.from(ids, (id, place) => [id, place]));
  const found = new Map<string, Float64Array>();
  for (const { weighted, measure, feature_id: id, value } of centrality) {
    if (weighted) continue;
    const values = found.get(measure) ?? new Float64Array(ids.length).fill(Number.NaN);
    found.set(measure, values);
    const place = places.get(id);
    if (place !== undefined) values[place] = value;
  }
  return { clusters: cluster, centralities: found };
}
