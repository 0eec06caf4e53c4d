/** Fills the tables that the network stages read, from a list of correlated pairs. */

import { unplaced } from '../unplaced.ts';
import type { Bench } from './stage-context.ts';

export type Pair = readonly [featureA: number, featureB: number, r: number];

/** Selects `features` (and one that is not selected, so that a stage that forgets the filter is caught) and stores `pairs`. */
export async function fillCorrelation(
  bench: Pick<Bench, 'tables'>,
  features: readonly number[],
  pairs: readonly Pair[],
): Promise<void> {
  await bench.tables.replace('feature', {
    feature_id: [...features, 99999],
    prevalence: [...features.map(() => 1), 0.5],
    selected: [...features.map(() => true), false],
    reason: [...features.map(() => null), 'rare'],
    ...unplaced(features.length + 1),
    node: [...features, null],
  });
  await bench.tables.replace('correlation', {
    feature_a: pairs.map(([a]) => a),
    feature_b: pairs.map(([, b]) => b),
    r: pairs.map(([, , r]) => r),
    n: pairs.map(() => 100),
    p: pairs.map(() => 0.5),
    q: pairs.map(() => 0.5),
  });
  const sums = new Map<number, number>();
  for (const [a, b, r] of pairs) for (const id of [a, b]) sums.set(id, (sums.get(id) ?? 0) + Math.abs(r));
  await bench.tables.replace('correlation_sum', { feature_id: [...sums.keys()], abs_r: [...sums.values()] });
  await bench.tables.replace('correlation_scope', {
    features: [sums.size],
    pairs: [pairs.length],
    stored: [pairs.length],
    stored_from: [0],
    q_exact: [1],
  });
}

/** All pairs inside one group of features, at one r. */
export function clique(features: readonly number[], r: number): Pair[] {
  return features.flatMap((a, i) => features.slice(i + 1).map((b) => [a, b, r] as const));
}

/** One row per prompt, one column per feature; with prompts and selected features where there are none yet. */
export async function fillValues(
  bench: Pick<Bench, 'tables'>,
  features: readonly number[],
  rows: readonly (readonly number[])[],
): Promise<void> {
  const cells = rows.flatMap((row, prompt) =>
    row.map((value, column) => ({ prompt, feature: features[column], value })),
  );
  const filled = cells.filter(({ value }) => value !== 0);
  await bench.tables.replace('prompt_feature_value', {
    prompt_id: filled.map(({ prompt }) => prompt),
    feature_id: filled.map(({ feature }) => feature),
    value: filled.map(({ value }) => value),
  });
  const [found] = await bench.tables.sql<{ prompts: number; features: number }>(
    'SELECT (SELECT count(*) FROM prompt) AS prompts, (SELECT count(*) FROM feature) AS features',
  );
  if (found.prompts === 0) await fillPrompts(bench, rows.map(() => 'x')); // biome-ignore format: one line
  if (found.features > 0) return;
  await bench.tables.replace('feature', {
    feature_id: [...features],
    prevalence: features.map(() => 1),
    selected: features.map(() => true),
    reason: features.map(() => null),
    ...unplaced(features.length),
    node: [...features],
  });
}

/** One prompt per stratum given, in order. */
export async function fillPrompts(bench: Pick<Bench, 'tables'>, strata: readonly string[]): Promise<void> {
  const each = <T>(value: T): T[] => strata.map(() => value);
  await bench.tables.replace('prompt', {
    prompt_id: strata.map((_, prompt) => prompt),
    text: strata.map((_, prompt) => `prompt ${prompt}`),
    answer: each('a'),
    answer_token: each(1),
    foil: each('b'),
    foil_token: each(2),
    stratum: [...strata],
    template: each('t'),
    n_tokens: each(3),
    logit_diff: each(1),
    answer_logit: each(1),
    answer_prob: each(0.5),
    answer_rank: each(0),
    top10_entropy: each(1),
  });
}

/** Every feature active at positions 0 and 4 of every prompt, with codes 1, 2, … and attributions of the same size. */
export async function fillActivations(
  bench: Pick<Bench, 'tables'>,
  features: readonly number[],
  prompts: number,
): Promise<void> {
  const rows = Array.from({ length: prompts }, (_, prompt) =>
    [0, 4].flatMap((position) => features.map((feature) => ({ prompt, position, feature }))),
  ).flat();
  await bench.tables.replace('attribution', {
    prompt_id: rows.map(({ prompt }) => prompt),
    position: rows.map(({ position }) => position),
    feature_id: rows.map(({ feature }) => feature),
    activation: Float32Array.from(rows, ({ prompt }) => prompt + 1),
    projection: Float32Array.from(rows, () => 0.5),
    attribution: Float32Array.from(rows, ({ prompt }) => (prompt + 1) / 2),
  });
}
