/** The checks of what features are: where they fire, what they are called and which are copies: content that passes each, and content that it must find. */
import type { ColumnData, TableName } from '../../src/run/tables/tables.ts';

type Content = Partial<Record<TableName, Record<string, ColumnData>>>;

const features = (ids: readonly number[], selected = ids.map(() => true)) => ({
  feature_id: ids,
  selected,
  reason: selected.map((yes) => (yes ? null : 'rare')),
  node: ids.map((id, k) => (selected[k] ? id : null)),
});
/** Feature 2 merged into node 1. */
const merged = { ...features([1, 2, 4], [true, false, true]), node: [1, 1, 4] };
/** Feature 1 fires at positions 2 and 3 alone. */
const firing = (mainPosition: number): Content => ({
  feature: { ...features([1]), main_position: [mainPosition] },
  attribution: {
    ...{ prompt_id: [0, 0], position: [2, 3], feature_id: [1, 1] },
    ...{ activation: [1, 2], projection: [1, 1], attribution: [1, 2] },
  },
});
const labels = (ids: readonly number[]): Content => ({
  feature: features([1, 2, 3], [true, true, false]),
  label: { feature_id: ids, label: ids.map((id) => `f${id}`), source: ids.map(() => 'promoted') },
});
const units = (
  ids: readonly number[],
  unit: readonly number[],
  size: readonly number[],
): Record<string, ColumnData> => ({
  ...{ feature_id: ids, unit, size },
  least_cosine: size.map((n) => (n === 1 ? null : 0.95)),
  least_r: size.map((n) => (n === 1 ? null : 0.5)),
});
/** Two features whose values over four prompts have r = 0.8. */
const alike = (leastR: number): Content => ({
  prompt: {
    ...{ prompt_id: [0, 1, 2, 3], text: ['p0', 'p1', 'p2', 'p3'], answer_token: [1, 1, 1, 1] },
    n_tokens: [1, 1, 1, 1],
  },
  feature: features([1, 2]),
  prompt_feature_value: {
    prompt_id: [0, 1, 2, 3, 0, 1, 2, 3],
    feature_id: [1, 1, 1, 1, 2, 2, 2, 2],
    value: [1, 2, 3, 4, 1, 3, 2, 4],
  },
  unit: { ...units([1, 2], [1, 1], [2, 2]), least_r: [leastR, leastR] },
});

const nextTokens = (sides: readonly string[]): Content => ({
  feature_next_token: {
    ...{ feature_id: sides.map(() => 1), prompt_id: sides.map(() => 0), factor: sides.map(() => 10), side: sides },
    ...{ rank: sides.map((_, i) => i), token_id: sides.map(() => 5), token: sides.map(() => 'x') },
    probability: sides.map(() => 0.5),
  },
});

/** Clusters 1 and 2 of three features, two of which are copies, compared in one measure. */
const compared = (n: number, nUnits: number): Content => ({
  cluster: {
    ...{ algorithm: ['a', 'a', 'a'], feature_id: [1, 2, 3], cluster: [1, 1, 2], size: [2, 2, 1] },
    kept: [true, true, true],
  },
  unit: units([1, 2, 3], [1, 1, 3], [2, 2, 1]),
  post_hoc: {
    ...{ algorithm: ['a'], metric: ['m'], test: ['tukey'], cluster_a: [1], cluster_b: [2], n: [n], n_units: [nUnits] },
    ...{ difference: [1], statistic: [1], p_adjusted: [0.5], adjustment: ['tukey'], circular: [false] },
  },
});
const correlated = (nUnits: number | null): Content => ({
  feature: features([1, 2, 3]),
  unit: units([1, 2, 3], [1, 1, 3], [2, 2, 1]),
  metric_correlation: { metric_a: ['a'], metric_b: ['b'], r: [0.5], n: [3], n_units: [nUnits] },
});

export const UNIT_CASES: Readonly<Record<string, readonly [good: Content, bad: Content]>> = {
  feature_main_position_silent: [firing(3), firing(1)],
  label_not_selected_features: [labels([1, 2]), labels([1, 3])],
  metric_correlation_units: [correlated(2), correlated(3)],
  next_token_one_sided: [nextTokens(['before', 'after']), nextTokens(['before', 'before'])],
  post_hoc_units: [compared(3, 2), compared(3, 3)],
  unit_content: [{ unit: units([1, 2, 4], [1, 1, 4], [2, 2, 1]) }, { unit: units([1, 2, 4], [1, 1, 4], [2, 3, 1]) }],
  unit_not_as_alike: [alike(0.8), alike(0.9)],
  unit_not_node: [
    { feature: merged, unit: units([1, 2, 4], [1, 1, 4], [2, 2, 1]) },
    { feature: merged, unit: units([1, 2, 4], [1, 2, 2], [1, 2, 2]) },
  ],
  unit_not_selected_features: [
    { feature: features([1, 2, 3], [true, true, false]), unit: units([1, 2], [1, 2], [1, 1]) },
    { feature: features([1, 2, 3], [true, true, false]), unit: units([1, 3], [1, 3], [1, 1]) },
  ],
};
