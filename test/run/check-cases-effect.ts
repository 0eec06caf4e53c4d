/** The checks of clusters taken out and of groupings: content that passes each, and content that it must find. */
import type { ColumnData, TableName } from '../../src/run/tables/tables.ts';

type Content = Partial<Record<TableName, Record<string, ColumnData>>>;

/** Rows of one group of the network, of which those without a stratum are the group's. */
const effect = (clusters: readonly number[], strata: readonly (string | null)[], losses = clusters.map(() => 1)) => ({
  method: clusters.map(() => 'network'),
  split: clusters.map(() => 'strata'),
  cluster: clusters,
  stratum: strata,
  own: strata.map((stratum) => (stratum === null ? null : stratum === 'a')),
  n: clusters.map(() => 1),
  n_units: clusters.map(() => 1),
  prompts: clusters.map(() => 1),
  loss: losses,
  selectivity: strata.map((stratum) => (stratum === null ? 1 : null)),
  sets: strata.map((stratum) => (stratum === null ? 0 : null)),
  reason: strata.map((stratum) => (stratum === null ? 'none' : null)),
});

/** Classes a and b, and c with one prompt in a half: its loss is left out. */
const selective = (losses: readonly number[], selectivity: number): Content => {
  const ids = Array.from({ length: 10 }, (_, id) => id);
  const rows = effect([1, 1, 1, 1], [null, 'a', 'b', 'c'], [1, ...losses]);
  return {
    prompt: {
      ...{ prompt_id: ids, text: ids.map((id) => `p${id}`), answer_token: ids, n_tokens: ids.map(() => 1) },
      stratum: ids.map((id) => (id < 4 ? 'a' : id < 8 ? 'b' : 'c')),
    },
    held_out_prompt: {
      ...{ split: ids.map(() => 'strata'), prompt_id: ids },
      half: ids.map((id) => (id % 2 === 0 ? 'first' : 'second')),
    },
    cluster_effect: { ...rows, selectivity: [selectivity, null, null, null] },
  };
};

/** Two groups of selectivity 1 and 3, and dealt ones of 1.5. */
const groupings = (selectivity: number, difference: number): Content => ({
  cluster_effect: { ...effect([1, 2], [null, null]), selectivity: [1, 3] },
  grouping: {
    method: ['network', 'permuted'],
    split: ['strata', 'strata'],
    clusters: [2, 2],
    n: [2, 2],
    n_units: [2, 2],
    selectivity: [selectivity, 1.5],
    low: [0, 0],
    high: [9, 9],
    difference: [null, difference],
    difference_low: [null, -9],
    difference_high: [null, 9],
    reason: ['r', null],
  },
});

const clusters = (ids: readonly number[], cluster: readonly (number | null)[]) => ({
  split: ids.map(() => 'strata'),
  feature_id: ids,
  cluster,
});

/** @param each features of each method: the network, then another */
const grouped = (ids: readonly number[], cluster: readonly number[], each: number) => ({
  ...clusters(ids, cluster),
  method: ids.map((_, at) => (at < each ? 'network' : 'decoder-cosine')),
});

/** And two directions, which are no features and have groups of their own. */
const withReference = ({ split, feature_id, cluster, method }: ReturnType<typeof grouped>) => ({
  split: [...split, 'strata', 'strata'],
  feature_id: [...feature_id, 70, 71],
  cluster: [...cluster, 1, 2],
  method: [...method, 'mean-differences', 'mean-differences'],
});

/** Cluster 1 on the task and in generic text, and cluster 2 on the task. */
const transferred = (ratio: number, targets: readonly string[]): Content => {
  const ids = targets.map((_, k) => k);
  const answered = targets.map((target) => (target === 'generic' ? null : 1));
  return {
    cluster_transfer: {
      ...{ cluster: ids.map((k) => (k < 2 ? 1 : 2)), target: targets, name: targets, prompts: ids.map(() => 3) },
      ...{ accuracy: answered, loss: answered, low: answered, high: answered },
      kl: targets.map((target) => (target === 'generic' ? 0.5 : 1)),
      ratio: targets.map((target) => (target === 'generic' ? ratio : 1)),
      ratio_low: ids.map(() => 0.1),
      ratio_high: ids.map(() => 9),
    },
  };
};

const kept = (is: boolean): Content => ({
  cluster: { algorithm: ['a'], feature_id: [3], cluster: [1], size: [1], kept: [is] },
  ...transferred(2, ['task', 'generic']),
});

/** The study's own network of one edge between two features, and that of their codes. */
const sourced = (edges: number, selectivity: number | null): Content => ({
  network_source: {
    ...{ source: ['attribution', 'activation'], n: [2, 2], n_units: [2, 2], edges: [1, edges], clusters: [1, 1] },
    ...{
      modularity: [0, 0],
      ami: [1, 0.5],
      selectivity: [selectivity, 1],
      reason: [selectivity === null ? 'r' : null, null],
    },
  },
});
const withEdge = (edges: number): Content => ({
  feature: { feature_id: [1, 2], prevalence: [1, 1], selected: [true, true], node: [1, 2] },
  edge: { feature_a: [1], feature_b: [2], r: [0.9] },
  ...sourced(edges, 1),
});

/** Features 1 and 2 have an edge, 1 and 3 none; 1 is taken out. */
const edged = (r: number, effects: readonly (number | null)[] = [0.5, 0.01], sources = [1, 1]): Content => ({
  edge: { feature_a: [1], feature_b: [2], r: [0.9] },
  edge_effect: {
    ...{ source: sources, target: [2, 3], pair: [1, 1], edge: [true, false], r: [0.9, r], prompts: [4, 4] },
    ...{ attribution: [1, 1], effect: effects, se: [0.1, 0.1] },
  },
});
const valued = (third: number): Content => ({
  prompt_feature_value: { prompt_id: [0, 1, 0, 1], feature_id: [2, 2, 3, 3], value: [1, -1, third, third] },
});
const compared = (edges: number): Content => ({
  edge_effect_summary: {
    ...{ statistic: ['share', 'large', 'size'], pairs: [1, 1, 1], sources: [1, 1, 1], n_units: [1, 1, 1] },
    ...{ edges: [edges, 1, 0.5], non_edges: [0, 0, 0.01], difference: [1, 1, 0.49], low: [1, 1, 0.49] },
    ...{ high: [1, 1, 0.49], reason: ['r', 'r', 'r'] },
  },
});

const inSplits = (difference: number): Content => ({
  grouping_split: {
    ...{ method: ['network', 'decoder-cosine'], split: ['strata 2', 'strata 2'], clusters: [2, 2], n: [3, 3] },
    ...{ n_units: [3, 3], selectivity: [2, 0.5], difference: [null, difference] },
  },
});
const foundIn = (features: number): Content => {
  const ids = Array.from({ length: features }, (_, i) => i);
  return {
    held_out_cluster: { split: ids.map(() => 'strata 2'), feature_id: ids, cluster: ids.map((i) => 1 + (i % 2)) },
  };
};

export const EFFECT_CASES: Readonly<Record<string, readonly [Content, Content]>> = {
  cluster_effect_repeated: [
    { cluster_effect: effect([1, 2, 1], [null, null, 'a']) },
    { cluster_effect: effect([1, 1], [null, null]) },
  ],
  cluster_effect_selectivity: [selective([3, 1, 9], 2), selective([3, 1, 9], -2)],
  cluster_transfer_not_kept: [kept(true), kept(false)],
  cluster_transfer_whole: [
    transferred(2, ['task', 'generic', 'task', 'generic']),
    transferred(2, ['task', 'generic', 'task']),
  ],
  edge_effect_not_edge: [edged(-0.3), edged(-0.95)],
  edge_effect_pair: [
    { ...edged(0.1), ...valued(2) },
    { ...edged(0.1, [0.5, 0.01], [1, 4]), ...valued(2) },
  ],
  edge_effect_share: [
    { ...edged(0.1), ...compared(1) },
    { ...edged(0.1), ...compared(0.9) },
  ],
  grouping_mean: [groupings(2, 0.5), groupings(2, 1)],
  grouping_split_difference: [
    { ...inSplits(1.5), ...foundIn(3) },
    { ...inSplits(2), ...foundIn(3) },
  ],
  network_source_attribution: [withEdge(1), withEdge(2)],
  network_source_selectivity: [
    { ...groupings(2, 0.5), ...sourced(1, 2) },
    { ...groupings(2, 0.5), ...sourced(1, null) },
  ],
  grouping_member_network: [
    {
      held_out_cluster: clusters([1, 2], [1, 1]),
      grouping_member: withReference(grouped([1, 2, 1, 2], [1, 1, 1, 1], 2)),
    },
    { held_out_cluster: clusters([1, 2, 3], [1, 1, null]), grouping_member: grouped([1, 2, 1, 3], [1, 1, 1, 1], 2) },
  ],
  grouping_member_size: [
    { grouping_member: withReference(grouped([1, 2, 3, 1, 2, 3], [1, 1, 2, 2, 1, 1], 3)) },
    { grouping_member: grouped([1, 2, 3, 1, 2, 3], [1, 1, 2, 2, 2, 1], 3) },
  ],
};
