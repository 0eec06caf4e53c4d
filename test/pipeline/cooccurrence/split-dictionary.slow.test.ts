/**
 * A dictionary whose features are split into two copies, merged again, says what the unsplit one says: its network, what taking nodes out does,
 * and the nulls that draw from its matrix. Copies of even features have half the code each, those of odd ones half the direction.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSafetensors } from '../../../src/engine/model/files/safetensors.ts';
import { readTensor } from '../../../src/engine/model/files/tensor-values.ts';
import { writeSafetensors } from '../../../src/engine/model/files/write-safetensors.ts';
import { runStudy } from '../../../src/run/runner.ts';
import { Tables } from '../../../src/run/tables/tables.ts';
import { loadStudy } from '../../study.ts';
import { writeSmallStudy } from '../small-study.ts';
import { unitsOfStages } from '../units-of-stages.ts';

const STAGES = [
  ...['evaluate', 'attribute', 'load', 'units', 'correlate', 'network', 'cluster', 'held-out', 'relevance', 'effect'],
  ...[
    'transfer',
    'source',
    'centrality',
    'metrics',
    'steer',
    'next-token',
    'interaction',
    'direct',
    'importance',
    'nulls',
  ],
];
const SETTINGS = [
  ...[
    'preset=recommended',
    'features.by=prevalence',
    'features.min_prevalence=0.9',
    'cluster.algorithm=greedy-modularity',
  ],
  ...['steering.mode=ablate', 'steering.scaling=[none]', 'steering.arms=[within, between]', 'steering.pool_pairs=0'],
  ...['steering.prompts=all', 'stability.seeds=0', 'stability.subsamples=0', 'relevance.random_sets=2'],
  ...[
    'effect.permutations=4',
    'attribution_check.prompts=0',
    'interaction.controls=1',
    'steering.single_factors=[1]',
    'nulls.kinds=[rotation, shuffle-prompts]',
  ],
];

const folder = mkdtempSync(join(tmpdir(), 'cofire-split-'));
const runs: Record<string, Tables> = {};
beforeAll(async () => {
  const file = await writeSmallStudy(folder);
  cpSync(join(folder, 'sae'), join(folder, 'split'), { recursive: true });
  await split(join(folder, 'split'));
  const template = readFileSync('studies/tasks/sports-template.csv', 'utf8').split(/\r?\n/);
  writeFileSync(join(folder, 'other.csv'), `${template.slice(0, 9).join('\n')}\n`);
  const made = { plain: ['features.merge_copies=false'], unsplit: [], split: ['sae={ path: split, center: false }'] };
  for (const [name, settings] of Object.entries(made)) {
    const out = join(folder, `run-${name}`);
    const study = loadStudy(file, [...SETTINGS, ...settings, `transfer={ tasks: [${join(folder, 'other.csv')}] }`]);
    const target = { mode: 'quiet' as const, width: 80, now: () => 0, write: () => undefined };
    await runStudy({ study, out, units: unitsOfStages(study, STAGES), codeOf: () => 'test', force: false, threads: 1, target }); // biome-ignore format: one line
    runs[name] = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  }
}, 600_000);
afterAll(() => {
  for (const tables of Object.values(runs)) tables.close();
  rmSync(folder, { recursive: true });
});

/** Halving is exact in float32, so a copy has half of the code or of the direction to the bit. */
async function split(sae: string): Promise<void> {
  const path = join(sae, 'sae_weights.safetensors');
  const { tensors: entries } = await openSafetensors(path);
  const read = async (name: string): Promise<Float32Array> => {
    const entry = entries.get(name);
    if (entry === undefined) throw new Error(name);
    return await readTensor(entry);
  };
  const [encoder, bias, decoder, decoderBias] = [await read('W_enc'), await read('b_enc'), await read('W_dec'), await read('b_dec')]; // biome-ignore format: one line
  const [features, width] = [bias.length, decoderBias.length];
  const code = (f: number): number => (f % 2 === 0 ? 0.5 : 1);
  const twice = Array.from({ length: 2 * features }, (_, i) => i % features);
  const tensors = {
    W_enc: { shape: [width, 2 * features], values: Float32Array.from({ length: 2 * features * width }, (_, i) => {
      const f = twice[i % (2 * features)];
      return code(f) * encoder[Math.floor(i / (2 * features)) * features + f];
    }) }, // biome-ignore format: as a table
    b_enc: { shape: [2 * features], values: Float32Array.from(twice, (f) => code(f) * bias[f]) },
    W_dec: { shape: [2 * features, width], values: Float32Array.from(twice.flatMap((f) => Array.from(decoder.subarray(f * width, (f + 1) * width), (x) => (0.5 / code(f)) * x))) }, // biome-ignore format: one line
    b_dec: { shape: [width], values: decoderBias },
  };
  await writeSafetensors(path, tensors, {});
  const config = JSON.parse(readFileSync(join(sae, 'cfg.json'), 'utf8'));
  writeFileSync(join(sae, 'cfg.json'), JSON.stringify({ ...config, d_sae: 2 * features }));
}

/** Rows of both runs agree: texts, ids and counts exactly, numbers to `tolerance` of the largest of their column. */
async function same(sql: string, tolerance: number, [one, other]: readonly string[]): Promise<number> {
  const [a, b] = [await runs[one].sql<Record<string, unknown>>(sql), await runs[other].sql<Record<string, unknown>>(sql)]; // biome-ignore format: one line
  expect(b).toHaveLength(a.length);
  const scale = new Map<string, number>();
  for (const row of a)
    for (const [name, value] of Object.entries(row))
      if (typeof value === 'number') scale.set(name, Math.max(scale.get(name) ?? 0, Math.abs(value)));
  a.forEach((row, k) => {
    for (const [name, value] of Object.entries(row)) {
      const found = b[k][name];
      if (typeof value !== 'number' || typeof found !== 'number') expect([k, name, found]).toEqual([k, name, value]);
      else expect(Math.abs(found - value), `${sql}: row ${k}, ${name}`).toBeLessThanOrEqual(tolerance * (scale.get(name) ?? 0)); // biome-ignore format: one line
    }
  });
  return a.length;
}

const NETWORK = [
  'SELECT feature_id, prevalence, main_position, constant, before_difference FROM feature WHERE selected ORDER BY feature_id',
  'SELECT * FROM prompt_feature ORDER BY prompt_id, feature_id',
  'SELECT feature_a, feature_b, r FROM correlation ORDER BY feature_a, feature_b',
  'SELECT feature_a, feature_b FROM edge ORDER BY feature_a, feature_b',
  'SELECT * FROM cluster ORDER BY algorithm, feature_id',
  'SELECT * FROM held_out_cluster ORDER BY split, feature_id',
  'SELECT measure, weighted, feature_id, value FROM centrality ORDER BY measure, weighted, feature_id',
  'SELECT feature_a, feature_b, n_a, n_b, n_both, phi FROM co_activation ORDER BY feature_a, feature_b',
];
const TAKEN_OUT = [
  `SELECT "set", scope, stratum, prompts, m, m_none, m_keep, m_drop, accuracy_drop FROM relevance
   WHERE "set" NOT LIKE 'top%' AND "set" NOT IN ('all', 'neurons') ORDER BY ALL`,
  'SELECT "method", cluster, stratum, own, n, n_units, loss, selectivity FROM cluster_effect WHERE "method" = \'network\' ORDER BY ALL',
  'SELECT cluster, target, name, prompts, loss, kl FROM cluster_transfer ORDER BY cluster, target',
  'SELECT source, n, n_units, edges, clusters, modularity, selectivity FROM network_source ORDER BY source',
  'SELECT set_id, feature_ids, arm, cluster FROM steering_set ORDER BY set_id',
  'SELECT set_id, factor, prompt_id, logit_diff FROM steering ORDER BY set_id, factor, prompt_id',
  'SELECT feature_a, feature_b, damage, damage_a, damage_b FROM interaction ORDER BY feature_a, feature_b',
  'SELECT feature_id, prompt_id, damage, first_order FROM removal ORDER BY feature_id, prompt_id',
  'SELECT feature_id, side, rank, probability FROM feature_next_token WHERE rank < 3 ORDER BY feature_id, side, rank',
];

describe('a split dictionary, its copies merged', () => {
  it('has a node of two features for each that was split', async () => {
    const nodes = 'SELECT node, count(*)::INTEGER AS n FROM feature WHERE node IS NOT NULL GROUP BY node ORDER BY node';
    const [one, two] = [await runs.unsplit.sql<{ node: number; n: number }>(nodes), await runs.split.sql<{ node: number; n: number }>(nodes)]; // biome-ignore format: one line
    expect(one.length).toBeGreaterThan(6);
    expect(two).toEqual(one.map(({ node, n }) => ({ node, n: 2 * n })));
  });

  it('gives the same network, to rounding', async () => {
    for (const sql of NETWORK) expect(await same(sql, 2e-5, ['unsplit', 'split']), sql).toBeGreaterThan(0);
  });

  it('loses the same when nodes, sets and clusters are taken out', async () => {
    for (const sql of TAKEN_OUT) expect(await same(sql, 2e-4, ['unsplit', 'split']), sql).toBeGreaterThan(0);
  });

  it('has the same nulls of its matrix, and what is observed beside those of its directions', async () => {
    const observed =
      'SELECT "null", statistic, density, observed FROM null_statistic ORDER BY "null", statistic, density';
    expect(await same(observed, 1e-4, ['unsplit', 'split'])).toBeGreaterThan(0);
    const shuffled = observed.replace('observed FROM null_statistic', "mean FROM null_statistic WHERE \"null\" LIKE 'shuffle%' AND statistic = 'mean_abs_r'"); // biome-ignore format: one line
    expect(await same(shuffled, 1e-4, ['unsplit', 'split'])).toBeGreaterThan(0);
  });
});

it('merging nothing changes nothing, to the bit', async () => {
  const [{ merged }] = await runs.unsplit.sql<{ merged: number }>('SELECT count(*)::INTEGER AS merged FROM feature WHERE node <> feature_id'); // biome-ignore format: one line
  expect(merged).toBe(0);
  for (const sql of [...NETWORK, ...TAKEN_OUT]) await same(sql, 0, ['plain', 'unsplit']);
  for (const table of ['null_statistic', 'edge_survival', 'unit', 'grouping', 'relevance', 'feature_metric'])
    expect(await same(`SELECT * FROM ${table} ORDER BY ALL`, 0, ['plain', 'unsplit']), table).toBeGreaterThan(0);
});
