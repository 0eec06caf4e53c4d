/** For every check of sql/: content of tables that passes it, and content that it must find. */
import type { ColumnData, TableName } from '../../src/run/tables/tables.ts';
import { EFFECT_CASES } from './check-cases-effect.ts';
import { UNIT_CASES } from './check-cases-units.ts';

export type Content = Readonly<Record<TableName, Record<string, ColumnData>>>;

const prompt = (ids: readonly number[], nTokens = 1): Record<string, ColumnData> => ({
  prompt_id: ids,
  text: ids.map((id) => `p${id}`),
  answer: ids.map(() => 'a'),
  answer_token: ids,
  stratum: ids.map(() => 'a'),
  template: ids.map(() => 't'),
  n_tokens: ids.map(() => nTokens),
  logit_diff: ids.map(() => 0),
  answer_logit: ids.map(() => 0),
  answer_prob: ids.map(() => 0.5),
  answer_rank: ids.map(() => 0),
  top10_entropy: ids.map(() => 1),
});
const token = (...at: readonly (readonly [number, number])[]) => ({
  prompt_id: at.map(([id]) => id),
  position: at.map(([, position]) => position),
  token_id: at.map(() => 1),
  token: at.map(() => 'x'),
});
const feature = (ids: readonly number[], selected = ids.map(() => true)) => ({
  feature_id: ids,
  prevalence: ids.map(() => 1),
  selected,
  reason: selected.map((yes) => (yes ? null : 'rare')),
  node: ids.map((id, k) => (selected[k] ? id : null)),
});
const nullStatistic = (p: number, z: number) => ({
  ...{ null: ['random-rows'], statistic: ['edges'], density: ['threshold'], decides: [true], observed: [3] },
  ...{ mean: [2], sd: [1], z: [z], p: [p], replicates: [200], defined: [200], p_exists: [1], note: ['n'] },
});
const nullMatrix = (b: number) => ({ null: ['random-rows'], replicate: [0], feature_a: [1], feature_b: [b], r: [0.9] });
const nullNodes = { null: ['random-rows', 'random-rows'], replicate: [0, 0] };
const pairs = (r: number, a = 1, b = 2) => ({ feature_a: [a], feature_b: [b], r: [r] });
const scope = (stored: number, from: number) => ({ features: [5], pairs: [10], stored: [stored], stored_from: [from], q_exact: [1] }); // biome-ignore format: one line
const component = (ids: readonly number[], number: readonly number[], size: readonly number[]) => ({
  feature_id: ids,
  component: number,
  size,
});
const cluster = (
  ids: readonly number[],
  number: readonly number[],
  size: readonly number[],
  kept = ids.map(() => true),
) => ({
  feature_id: ids,
  algorithm: ids.map(() => 'greedy-modularity'),
  cluster: number,
  size,
  kept,
});
const dose = (sets: readonly number[], prompts: readonly number[]) => ({
  set_id: sets,
  mode: sets.map(() => 'seed'),
  factor: sets.map(() => 1),
  scaling: sets.map(() => 'none'),
  prompt_id: prompts,
  answer_prob: sets.map(() => 0.5),
  logit_diff: sets.map(() => 0),
  answer_rank: sets.map(() => 0),
  top10_entropy: sets.map(() => 1),
  kl: sets.map(() => 0),
});
const set = (
  ids: readonly number[],
  features: readonly (readonly number[])[],
  size = features.map((list) => list.length),
) => ({
  set_id: ids,
  arm: ids.map(() => 'within'),
  cluster: ids.map(() => 1),
  size,
  replicate: ids.map(() => 0),
  feature_ids: features,
});
const dealt = (sets: readonly number[], prompts: readonly number[]) => ({ steering_set: set([0, 1], [[1], [2]]), steering: dose(sets, prompts) }); // biome-ignore format: one line
/** Features 3 and 4, in clusters 1 and 2, removed. */
const removed = (off: number) => ({
  feature_a: [3],
  feature_b: [4],
  cluster_a: [1],
  cluster_b: [2],
  within: [false],
  damage: [3],
  damage_a: [1],
  damage_b: [1],
  interaction: [1 + off],
  controls: [0],
});
const test = (p: number, adjusted: number) => ({ p: [p], p_adjusted: [adjusted], adjustment: ['holm'] });

/** p of H2 in splits within strata, and of all together. */
const heldOut = (ps: readonly number[], all: number): Content => ({
  verdict: {
    ...{ hypothesis: ['H2'], kind: ['hypothesis'], claim: ['c'], unit: ['SD'], p_held_out: [all] },
    ...{ survives: [[]], status: ['not testable'], reason: ['r'] },
  },
  verdict_split: {
    ...{ hypothesis: ps.map(() => 'H2'), split: ps.map((_, s) => (s === 0 ? 'strata' : `strata ${s + 1}`)) },
    ...{ estimate: ps.map(() => 1), p: ps },
  },
});

/** For every check: content that passes, and content that it must find. */
export const CASES: Readonly<Record<string, readonly [good: Content, bad: Content]>> = {
  anova_adjusted_below_p: [
    { anova: { algorithm: ['g'], metric: ['degree'], test: ['anova'], circular: [true], ...test(0.1, 0.2) } },
    { anova: { algorithm: ['g'], metric: ['degree'], test: ['anova'], circular: [true], ...test(0.2, 0.1) } },
  ],
  attribution_without_token: [
    {
      token: token([0, 0]),
      attribution: {
        prompt_id: [0],
        position: [0],
        feature_id: [3],
        activation: [1],
        projection: [1],
        attribution: [1],
      },
    },
    {
      token: token([0, 0]),
      attribution: {
        prompt_id: [0],
        position: [1],
        feature_id: [3],
        activation: [1],
        projection: [1],
        attribution: [1],
      },
    },
  ],
  centrality_incomplete: [
    {
      feature: feature([1, 2]),
      centrality: { feature_id: [1, 2], measure: ['degree', 'degree'], weighted: [false, false], value: [0, 0] },
    },
    { feature: feature([1, 2]), centrality: { feature_id: [1], measure: ['degree'], weighted: [false], value: [0] } },
  ],
  cluster_across_components: [
    { cluster: cluster([1, 2], [1, 1], [2, 2]), component: component([1, 2], [1, 1], [2, 2]) },
    { cluster: cluster([1, 2], [1, 1], [2, 2]), component: component([1, 2], [1, 2], [1, 1]) },
  ],
  cluster_not_selected_features: [
    { feature: feature([1, 2], [true, false]), cluster: cluster([1], [1], [1]) },
    { feature: feature([1, 2]), cluster: cluster([1], [1], [1]) },
  ],
  cluster_numbering: [
    { cluster: cluster([1, 2, 3], [2, 1, 1], [1, 2, 2]) },
    { cluster: cluster([1, 2, 3], [1, 2, 2], [1, 2, 2]) },
  ],
  cluster_size: [
    { cluster: cluster([1, 2], [1, 1], [2, 2]) },
    { cluster: cluster([1, 2], [1, 1], [2, 2], [true, false]) },
  ],
  component_not_selected_features: [
    { feature: feature([1]), component: component([1], [1], [1]) },
    { feature: feature([1]), component: component([1, 2], [1, 1], [2, 2]) },
  ],
  component_size: [{ component: component([1, 2], [1, 1], [2, 2]) }, { component: component([1, 2], [1, 1], [3, 3]) }],
  component_split_by_edge: [
    { edge: pairs(0.9), component: component([1, 2], [1, 1], [2, 2]) },
    { edge: pairs(0.9), component: component([1, 2], [1, 2], [1, 1]) },
  ],
  correlation_of_unselected: [
    { feature: feature([1, 2]), correlation: { ...pairs(0.5), n: [9], p: [0.5], q: [0.5] } },
    { feature: feature([1, 2], [true, false]), correlation: { ...pairs(0.5), n: [9], p: [0.5], q: [0.5] } },
  ],
  correlation_scope_count: [
    { correlation: { ...pairs(0.9), n: [9], p: [0.5], q: [0.5] }, correlation_scope: scope(1, 0.5) },
    { correlation: { ...pairs(0.4), n: [9], p: [0.5], q: [0.5] }, correlation_scope: scope(1, 0.5) },
  ],
  direct_effect_not_kept: [
    { cluster: cluster([3], [1], [1]), direct_effect: { feature_id: [3], cluster: [1], prompts: [1] } },
    { cluster: cluster([3], [2], [1]), direct_effect: { feature_id: [3], cluster: [1], prompts: [1] } },
  ],
  edge_evidence_without_edge: [
    { edge: pairs(0.9), edge_evidence: { feature_a: [1], feature_b: [2], asked: [['rotation']], survives: [[]] } },
    { edge: pairs(0.9), edge_evidence: { feature_a: [1], feature_b: [3], asked: [['rotation']], survives: [[]] } },
  ],
  edge_without_correlation: [
    { correlation: { ...pairs(0.9), n: [9], p: [0.5], q: [0.5] }, edge: pairs(0.9) },
    { correlation: { ...pairs(0.9), n: [9], p: [0.5], q: [0.5] }, edge: pairs(0.8) },
  ],
  identity_failed: [
    { identity: { check: ['ledger'], worst: [1e-7], tolerance: [1e-4], passed: [true] } },
    { identity: { check: ['ledger'], worst: [1], tolerance: [1e-4], passed: [false] } },
  ],
  interaction_not_kept: [
    { cluster: cluster([3, 4], [1, 2], [1, 1]), interaction: removed(0) },
    { cluster: cluster([3, 4], [1, 2], [1, 1], [true, false]), interaction: removed(0) },
  ],
  interaction_not_the_sum: [{ interaction: removed(0) }, { interaction: removed(0.1) }],
  ledger_not_one_per_token: [
    {
      token: token([0, 0]),
      ledger: { prompt_id: [0], position: [0], features: [1], bias: [0], error: [0], total: [1] },
    },
    {
      token: token([0, 0], [0, 1]),
      ledger: { prompt_id: [0], position: [0], features: [1], bias: [0], error: [0], total: [1] },
    },
  ],
  pool_incomplete: [
    { steering_set: { ...set([0, 1, 2], [[1, 2], [1, 3], [2, 3]]), arm: ['pool', 'pool', 'pool'] } }, // biome-ignore format: one line
    { steering_set: { ...set([0, 1], [[1, 2], [2, 3]]), arm: ['pool', 'pool'] } }, // biome-ignore format: one line
  ],
  prompt_feature_value_without_place: [
    {
      prompt: prompt([0]),
      feature: feature([1, 2], [true, false]),
      prompt_feature_value: { prompt_id: [0], feature_id: [1], value: [3] },
    },
    {
      prompt: prompt([0]),
      feature: feature([1, 2], [true, false]),
      prompt_feature_value: { prompt_id: [0], feature_id: [2], value: [3] },
    },
  ],
  prompt_ids_not_dense: [{ prompt: prompt([0, 1]) }, { prompt: prompt([0, 2]) }],
  regression_adjusted_below_p: [
    {
      regression: { outcome: ['p'], predictor: ['degree'], weighted: [false], factor: [1], n: [9], ...test(0.1, 0.1) },
    },
    {
      regression: { outcome: ['p'], predictor: ['degree'], weighted: [false], factor: [1], n: [9], ...test(0.1, 0.05) },
    },
  ],
  steering_prompts_uneven: [dealt([0, 1], [0, 1]), dealt([0, 1, 2], [0, 0, 1])],
  steering_set_content: [{ steering_set: set([0], [[1, 2]]) }, { steering_set: set([0], [[1, 1]]) }],
  steering_unbalanced: [dealt([0, 1, 2, 2], [0, 1, 0, 1]), { steering: dose([0, 0, 1], [0, 1, 0]) }],
  steering_without_set: [
    { prompt: prompt([0]), steering_set: set([0], [[1]]), steering: dose([0], [0]) },
    { prompt: prompt([0]), steering_set: set([0], [[1]]), steering: dose([7], [0]) },
  ],
  token_count: [
    { prompt: prompt([0], 2), token: token([0, 0], [0, 1]) },
    { prompt: prompt([0], 2), token: token([0, 0], [0, 2]) },
  ],
  relevance_repeated: [
    { relevance: { set: ['kept', 'kept', 'kept'], scope: ['all', 'all', 'held-out'], stratum: [null, 'x', null], n: [1, 1, 1], width: [2, 2, 2], prompts: [2, 1, 1], share_abs_attribution: [0, 0, 0], reason: ['r', 'r', 'r'] } }, // biome-ignore format: one line
    { relevance: { set: ['kept', 'kept'], scope: ['all', 'all'], stratum: [null, null], n: [1, 1], width: [2, 2], prompts: [2, 2], share_abs_attribution: [0, 0], reason: ['r', 'r'] } }, // biome-ignore format: one line
  ],
  ...EFFECT_CASES,
  ...UNIT_CASES,
  null_matrix_content: [
    {
      ...{ feature: feature([1, 2]), edge: pairs(0.8) },
      ...{ null_matrix: nullMatrix(2), null_matrix_node: { ...nullNodes, feature_id: [1, 2], cluster: [1, 1] } },
    },
    {
      ...{ feature: feature([1, 2]), edge: pairs(0.8) },
      ...{ null_matrix: nullMatrix(3), null_matrix_node: { ...nullNodes, feature_id: [1, 2], cluster: [1, 1] } },
    },
  ],
  null_small_p_below_mean: [
    { null_statistic: nullStatistic(0.04, 2.1) },
    { null_statistic: nullStatistic(0.04, -0.24) },
  ],
  verdict_split_median: [heldOut([0.01, 0.02, 0.9], 0.04), heldOut([0.01, 0.02, 0.9], 0.9)],
  verdict_survives_unknown_null: [
    {
      null_statistic: { null: ['random-rows'], statistic: ['edges'], density: ['threshold'], decides: [true], replicates: [9], defined: [9], note: ['too few'] }, // biome-ignore format: one line
      verdict: {
        hypothesis: ['H1'],
        kind: ['hypothesis'],
        claim: ['c'],
        unit: ['r'],
        survives: [['random-rows', 'labels', 'random-sets']],
        status: ['supported'],
      },
    },
    {
      verdict: {
        hypothesis: ['H1'],
        kind: ['hypothesis'],
        claim: ['c'],
        unit: ['r'],
        survives: [['random-rows']],
        status: ['supported'],
      },
    },
  ],
};
