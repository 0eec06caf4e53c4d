import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkNames, checksByUnit, runChecks } from '../../src/run/checks.ts';
import { readQuery, tablesRead } from '../../src/run/tables/query-file.ts';
import { isShared } from '../../src/run/tables/schema.ts';
import { type ColumnData, type TableName, Tables } from '../../src/run/tables/tables.ts';
import { fakeStages, fakeUnits } from '../pipeline/fake-stages.ts';
import type { ShortStudy } from '../study.ts';
import { declared, unitOf } from './declared.ts';

let tables: Tables;
beforeEach(async () => {
  tables = await Tables.open(':memory:');
});
afterEach(() => tables.close());

type Content = Readonly<Record<TableName, Record<string, ColumnData>>>;

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
});
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

/** The columns with a zero, an empty text, an empty list or false in every other column that must have a value: no check here looks at those. */
async function filled(table: string, columns: Record<string, ColumnData>): Promise<Record<string, ColumnData>> {
  const rows = Object.values(columns)[0].length;
  const due = await tables.sql<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM duckdb_columns() WHERE table_name = '${table}' AND NOT is_nullable`,
  );
  const blank = (type: string) => ({ VARCHAR: '', BOOLEAN: false, 'VARCHAR[]': [], 'INTEGER[]': [] })[type] ?? 0;
  return { ...Object.fromEntries(due.map(({ name, type }) => [name, new Array(rows).fill(blank(type))])), ...columns };
}

/** Into the table, or among the rows of one that analyses share. */
async function store(table: TableName, columns: Record<string, ColumnData>): Promise<void> {
  if (!isShared(table)) return await tables.replace(table, columns);
  const own = { analysis: 'test', scope: 'main' };
  const rows = Object.values(columns)[0].length;
  const keys = { analysis: new Array(rows).fill(own.analysis), scope: new Array(rows).fill(own.scope) };
  await tables.replace(table, { ...columns, ...keys }, own);
}

/** For every check: content that passes, and content that it must find. */
const CASES: Readonly<Record<string, readonly [good: Content, bad: Content]>> = {
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
  verdict_survives_unknown_null: [
    {
      null_statistic: { null: ['random-rows'], statistic: ['edges'], replicates: [9], note: ['too few'] },
      verdict: {
        hypothesis: ['H1'],
        kind: ['hypothesis'],
        claim: ['c'],
        unit: ['r'],
        survives: [['random-rows', 'labels']],
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

it('every check has a case here', () => {
  expect(Object.keys(CASES).sort()).toEqual([...checkNames()].sort());
});

describe.each(Object.entries(CASES))('%s', (name, [good, bad]) => {
  async function rowsFor(content: Content): Promise<unknown[]> {
    for (const [table, columns] of Object.entries(content)) await store(table, await filled(table, columns));
    return tables.query(name);
  }

  it('passes empty tables and sound ones', async () => {
    expect(await rowsFor({})).toEqual([]);
    expect(await rowsFor(good)).toEqual([]);
  });

  it('finds the broken relation, and the run stops there', async () => {
    expect((await rowsFor(bad)).length).toBeGreaterThan(0);
    await expect(runChecks(tables, [name])).rejects.toThrow(
      new RegExp(`sql/[a-z]+/checks/${name}.sql: \\d rows break the relation`),
    );
  });
});

it('every check reads at least one table, in a form that tablesRead understands', () => {
  for (const name of checkNames()) expect(tablesRead(readQuery(name).text).length, name).toBeGreaterThan(0);
});

describe('a check belongs', () => {
  const { stages } = fakeStages();
  const units = fakeUnits({} as ShortStudy, stages);

  it('to the unit that completes its tables, and to none while one of them has no writer', () => {
    expect([...checksByUnit(units)]).toEqual([['fake.network@main', ['edge_without_correlation']]]);
    expect([...checksByUnit(units.slice(1))]).toEqual([]);
  });

  it('to each instance for its own tables, and once for those of main alone', () => {
    const load = unitOf(declared('load', {}, ['feature']), 'main', 'fake');
    const other = units.map((unit) => ({ ...unit, scope: 'res8' }));
    const byUnit = checksByUnit([load, ...units, ...other]);
    expect(byUnit.get('fake.network@main')).toContain('edge_without_correlation');
    expect(byUnit.get('fake.network@res8')).toContain('edge_without_correlation');
    // It names `feature`, which main alone has, and `correlation`, which each has.
    expect(byUnit.get('fake.correlate@main')).toEqual(['correlation_of_unselected']);
    expect(byUnit.get('fake.correlate@res8')).toEqual(['correlation_of_unselected']);
    const task = unitOf(declared('evaluate', {}, ['prompt', 'token']), 'main', 'task');
    const both = checksByUnit([task, ...units, ...other]);
    expect(both.get('task.evaluate@main')?.toSorted()).toEqual(['prompt_ids_not_dense', 'token_count']);
    expect([...both].filter(([, names]) => names.includes('token_count'))).toHaveLength(1);
  });
});
