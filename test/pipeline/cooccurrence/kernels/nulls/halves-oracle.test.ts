/** Halves of the prompts, nulls and other sources against NumPy, networkx and scikit-learn: fixtures/oracles/halves.py says how its values were made. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { atDensities } from '../../../../../pipeline/cooccurrence/kernels/nulls/density.ts';
import { heldOutRows } from '../../../../../pipeline/cooccurrence/kernels/nulls/held-out-rows.ts';
import { matchRows } from '../../../../../pipeline/cooccurrence/kernels/nulls/matched-rows.ts';
import { randomRowsBalance } from '../../../../../pipeline/cooccurrence/kernels/nulls/null-balance.ts';
import { nullNetworks, SHOWN } from '../../../../../pipeline/cooccurrence/kernels/nulls/null-matrix.ts';
import { histogram } from '../../../../../pipeline/cooccurrence/kernels/nulls/null-rows.ts';
import { askedOf, type MatchedInput } from '../../../../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { statisticIntervals } from '../../../../../pipeline/cooccurrence/kernels/nulls/statistic-interval.ts';
import { networkStatistics, statisticNames } from '../../../../../pipeline/cooccurrence/kernels/nulls/statistics.ts';
import {
  type StatisticOptions,
  studyNetwork,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/study-network.ts';
import { summarise } from '../../../../../pipeline/cooccurrence/kernels/nulls/summary.ts';
import { sourceNetworks } from '../../../../../pipeline/cooccurrence/kernels/source/source-networks.ts';
import { planSources, sourceRows } from '../../../../../pipeline/cooccurrence/kernels/source/source-plan.ts';
import { edgeCount } from '../../../../../src/methods/graph/csr-graph.ts';
import { splitRows, splitsOf } from '../../../../../src/methods/stats/splits.ts';
import { expectRows } from '../oracle-rows.ts';

const oracle = JSON.parse(readFileSync('fixtures/oracles/halves.oracle.json', 'utf8'));
const { seed, prompts, features, strata, tolerance } = oracle;
const OPTIONS: StatisticOptions = {
  correlation: { method: 'pearson', gains: null, covariates: [] },
  network: { threshold: oracle.threshold, strict: true, sign: 'absolute' },
  cluster: { algorithm: 'greedy-modularity', weighted: false, resolution: 1, seed: 1, min_size: oracle.min_size },
  sizes: 0,
};
const places = (count: number) => Int32Array.from({ length: count }, (_, k) => k);
const matrix = (values: readonly number[]) => {
  return { rows: values.length / features, cols: features, values: Float64Array.from(values) };
};
const study = matrix(oracle.study);
const own = studyNetwork(study, OPTIONS);

it('null_statistic: every statistic, at the threshold and at as many edges', () => {
  const { importance, edges, rows } = oracle.statistics;
  const options = { ...OPTIONS, sizes: 2 };
  const found = networkStatistics(study, options, { importance: Float64Array.from(importance as number[]), edges });
  const asked = atDensities(statisticNames(options)).map((one, s) => ({ ...one, value: found[s] }));
  expect(asked).toHaveLength(rows.length);
  const keyOf = ({ statistic, density }: { statistic: string; density: string }): string => `${statistic} ${density}`;
  const byKey = new Map(asked.map((row) => [keyOf(row), row]));
  for (const row of rows) expectRows([byKey.get(keyOf(row)) ?? {}], [row], tolerance);
});

it('held_out_split and held_out_prompt: who is in which half', () => {
  const { templates, rows } = oracle.splits;
  const made = splitsOf(strata, templates, { seed, least: 3, repeats: 5 });
  const table = splitRows(strata.map((stratum: string, p: number) => ({ stratum, template: templates[p] })), made, 3); // biome-ignore format: one line
  expect(made).toHaveLength(rows.length);
  for (const { split, groups, second } of rows) {
    expect(Array.from(made.find(({ name }) => name === split)?.test ?? [])).toEqual(second);
    const counts = { first_prompts: prompts - second.length, second_prompts: second.length };
    expect(table.find((row) => row.split === split)).toEqual({ split, groups, ...counts, reason: null });
  }
});

it('held_out_prompt, held_out_cluster, held_out_centrality and held_out_statistic', () => {
  const splits = oracle.held_out.map(({ split: name, first, second }: { split: string; first: number[]; second: number[] }) => {
    return { name, train: Int32Array.from(first), test: Int32Array.from(second) };
  }); // biome-ignore format: one line
  const named = { ...study, promptIds: places(prompts), featureIds: places(features) };
  const found = heldOutRows(named, { splits, statistics: OPTIONS });
  for (const { split, second, cluster, first_values, second_values, statistics } of oracle.held_out) {
    const of = <Row extends { split: string }>(rows: readonly Row[]): Row[] => rows.filter((row) => row.split === split); // biome-ignore format: one line
    expect(of(found.prompts).flatMap(({ prompt_id, half }) => (half === 'second' ? [prompt_id] : []))).toEqual(second);
    expect(of(found.clusters).map((row) => row.cluster)).toEqual(cluster);
    const wanted = Object.entries(first_values as Record<string, number[]>).flatMap(([measure, values]) =>
      values.map((value, f) => ({ feature_id: f, measure, value, second_value: second_values[measure][f] })),
    );
    expectRows(of(found.centralities), wanted, tolerance);
    const again = Object.entries(statistics).map(([statistic, value]) => ({ statistic, value }));
    expectRows(of(found.statistics), again, tolerance);
  }
});

it('statistic_interval', () => {
  const edges = { all: edgeCount(own.graph), halves: [] };
  const source = { seed, splits: [], statistics: OPTIONS, edges };
  const observed = networkStatistics(study, OPTIONS, { importance: new Float64Array(features), edges: edges.all });
  expect(observed).toHaveLength(askedOf(source).length);
  const found = statisticIntervals(study, strata, source, observed);
  for (const row of oracle.intervals)
    expectRows(found.filter(({ statistic }) => statistic === row.statistic), [row], tolerance); // biome-ignore format: one line
});

it('null_matrix and null_matrix_node, of shuffled values, of exchanged edges and of other directions', async () => {
  const { gradient, lent, codes, edges, nodes } = oracle.matrices;
  const [width, cells] = [gradient.length / prompts, prompts * features];
  const nullInput = {
    seed,
    gradient: { rows: prompts, width, values: Float32Array.from(gradient as number[]) },
    codes: {
      prompts,
      features,
      offsets: places(cells + 1),
      rows: places(cells).map((cell) => Math.floor(cell / features)),
      activations: Float32Array.from(codes as number[]),
    },
    rule: 'sum',
    statistics: OPTIONS,
    edges: { all: edgeCount(own.graph), halves: [] },
  } as unknown as MatchedInput;
  const alike = (count: number) => ({ logRate: new Float64Array(count), logNorm: new Float64Array(count) });
  const matches = matchRows(alike(features), alike(lent.length / width));
  const made = await Promise.all(
    [
      { kind: 'shuffle-prompts' as const, ...study, groups: new Int32Array(prompts) },
      { kind: 'rewire' as const, graph: own.graph },
      { kind: 'random-rows' as const, width, matches, rows: Float32Array.from(lent as number[]) },
    ].map((source) => nullNetworks(nullInput, source, places(features), SHOWN)),
  );
  const sorted = <Row extends object>(rows: readonly Row[]): Row[] => {
    const keys = ['null', 'replicate', 'feature_a', 'feature_b', 'feature_id'];
    const keyOf = (row: object): string => keys.map((name) => String((row as Record<string, unknown>)[name] ?? '').padStart(16)).join(); // biome-ignore format: one line
    return [...rows].sort((x, y) => (keyOf(x) < keyOf(y) ? -1 : 1));
  };
  const found = sorted(made.flatMap((own) => own.edges));
  expectRows(found, sorted(edges), oracle.float32);
  expectRows(sorted(made.flatMap((own) => own.nodes)), sorted(nodes), 0);
});

it('null_statistic and null_histogram: moments, quantiles and bins of replicates', () => {
  for (const { observed, replicates, row, bins } of oracle.moments) {
    const values = (replicates as (number | null)[]).map((value) => value ?? Number.NaN);
    expectRows([summarise(observed, values)], [row], tolerance);
    expectRows(histogram(values), bins, tolerance);
  }
});

it('null_balance: of the rows that the replicates draw', () => {
  const { selected, rate, norms, prevalence, replicates, rows } = oracle.balance;
  const options = {
    decoder: { features: norms.length, width: 1, rows: new Float32Array(norms.length), norms: Float64Array.from(norms as number[]) }, // biome-ignore format: one line
    logSparsity: Float32Array.from(rate as number[]),
    selected: Int32Array.from(selected as number[]),
    prevalence: new Map<number, number>(prevalence.map((value: number, f: number) => [f, value])),
    prompts: oracle.balance.prompts,
  };
  expectRows(randomRowsBalance(options, { seed, replicates }), rows, tolerance);
});

it('network_source: networks with as many edges, how alike, and how selective', () => {
  const { activation, generic, strata: names, first, loss, groups, rows } = oracle.sources;
  const made = { attribution: study, activation: matrix(activation), generic: matrix(generic) };
  const found = sourceNetworks(made, Int32Array.from(first as number[]), OPTIONS);
  const halved = names.map((stratum: string, p: number) => ({ stratum, answer: stratum, heldOut: !first.includes(p) }));
  const plan = planSources(found, study, halved, { features: [...places(features)], skip: 0 });
  expect(plan.groups).toEqual(groups);
  expectRows(sourceRows(plan, 17, (group, prompt) => loss[group][prompt]), rows, tolerance); // biome-ignore format: one line
});
