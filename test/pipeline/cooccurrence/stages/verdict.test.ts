import { beforeEach, describe, expect, it } from 'vitest';
import { PRIMARY_MEASURE } from '../../../../pipeline/cooccurrence/claims/h1-to-h5.ts';
import { PUBLISHED } from '../../../../pipeline/cooccurrence/claims/published.ts';
import { verdict } from '../../../../pipeline/cooccurrence/stages/verdict.ts';
import { type Bench, openBench } from '../../stage-context.ts';

const PROMPTS = 12;
/** Two kept clusters of five features; 10 and 11 are outside. */
const CLUSTER = [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3];
const NULLS = ['random-rows', 'second-moment', 'rotation'];

interface Row {
  hypothesis: string;
  status: string;
  estimate: number | null;
  p: number | null;
  survives: string[];
  reason: string | null;
}

describe('verdict', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
    return () => bench.tables.close();
  });

  const range = (n: number) => Array.from({ length: n }, (_, i) => i);
  const rowOf = async (hypothesis: string) =>
    (await bench.tables.sql<Row>(`SELECT * FROM verdict WHERE hypothesis = '${hypothesis}'`))[0];

  async function fillPrompts(): Promise<void> {
    const all = range(PROMPTS);
    const of = <T>(value: T) => all.map(() => value);
    await bench.tables.replace('prompt', {
      prompt_id: all,
      text: all.map((p) => `text ${p}`),
      answer: of('a'),
      answer_token: of(1),
      foil: of(null),
      foil_token: of(null),
      stratum: all.map((p) => `s${p % 2}`),
      template: of('t'),
      n_tokens: of(3),
      logit_diff: of(5),
      answer_logit: of(5),
      answer_prob: of(0.5),
      answer_rank: of(0),
      top10_entropy: of(1),
    });
    await bench.tables.replace('cluster', {
      feature_id: range(12),
      algorithm: range(12).map(() => 'greedy-modularity'),
      cluster: CLUSTER,
      size: CLUSTER.map((c) => CLUSTER.filter((other) => other === c).length),
      kept: CLUSTER.map((c) => c < 3),
    });
  }

  /** A pool of every pair of the kept clusters, with `bonus` more damage inside a cluster, every feature alone, and importance that follows strength. */
  async function fillSteering(bonus: number): Promise<void> {
    const pairs = range(10).flatMap((a) => range(10).filter((b) => b > a).map((b) => [a, b])); // biome-ignore format: one line
    const singles = range(10).map((f) => [f]);
    const inside = ([a, b]: number[]): boolean => b === undefined || CLUSTER[a] === CLUSTER[b];
    const sets = [...pairs, ...singles];
    await bench.tables.replace('steering_set', {
      set_id: sets.map((_, i) => i),
      arm: sets.map((set) => (set.length === 1 ? 'single' : 'pool')),
      cluster: sets.map((set) => (inside(set) ? CLUSTER[set[0]] : null)),
      size: sets.map((set) => set.length),
      replicate: sets.map((_, i) => i),
      feature_ids: sets,
      norm: sets.map(() => 1),
    });
    const rows = sets.flatMap(([a, b], set) => range(PROMPTS).map((prompt) => ({ a, b, set, prompt })));
    const of = <T>(value: T) => rows.map(() => value);
    await bench.tables.replace('steering', {
      set_id: rows.map(({ set }) => set),
      mode: of('seed'),
      factor: of(1),
      scaling: rows.map(({ b }) => (b === undefined ? 'none' : 'norm-matched')),
      prompt_id: rows.map(({ prompt }) => prompt),
      answer_prob: of(0.4),
      // A pair inside a cluster does `bonus` more.
      logit_diff: rows.map(({ a, b, prompt }) => {
        const damage = b === undefined ? a : CLUSTER[a] === CLUSTER[b] ? bonus : 0;
        return 5 - damage - 0.1 * Math.sin(a + 3 * (b ?? 0) + prompt);
      }),
      answer_rank: of(0),
      top10_entropy: of(1),
      answer_log_prob: of(-1),
      kl: of(0.1),
      delta_ratio: of(0.1),
      delta_cosine: of(0),
      below_zero: of(0),
    });
    const contrast = { sets: 20, other_sets: 25, sd: 1, effect: null, p_equivalence: null, first_half: null };
    const found = { estimate: 1.9 * bonus, low: 1.9 * bonus - 0.3, high: 1.9 * bonus + 0.3, p: 0.001, p_greater: bonus > 0 ? 0.001 : 0.5 }; // biome-ignore format: one line
    const name = { mode: 'seed', scaling: 'norm-matched', size: 0, factor: 0, outcome: 'logit_diff', other: 'pool' };
    const rest = { permutations: 100, permuted: 'labels over features', bound: 0.2, equivalent: false, second_half: null }; // biome-ignore format: one line
    const columns = Object.entries({ ...contrast, ...found, ...name, ...rest }).map(([key, value]) => [key, [value]]);
    await bench.tables.replace('steering_contrast', Object.fromEntries(columns));
    const asked = ['all', 'strata'];
    await bench.tables.replace('importance_correlation', {
      measure: asked.map(() => PRIMARY_MEASURE),
      definition: asked.map(() => 'removal'),
      scope: asked,
      n: asked.map(() => 10),
      n_units: asked.map(() => 10),
      r: asked.map(() => 0.9),
      low: asked.map(() => 0.7),
      high: asked.map(() => 0.97),
      p: asked.map(() => 1e-4),
      permutations: asked.map(() => 9999),
      reason: asked.map(() => null),
    });
  }

  async function fillHalves(): Promise<void> {
    await bench.tables.replace('held_out_prompt', {
      split: range(PROMPTS).map(() => 'strata'),
      prompt_id: range(PROMPTS),
      half: range(PROMPTS).map((p) => (p % 4 < 2 ? 'first' : 'second')),
    });
    await bench.tables.replace('held_out_cluster', {
      split: range(10).map(() => 'strata'),
      feature_id: range(10),
      cluster: CLUSTER.slice(0, 10),
    });
    await bench.tables.replace('centrality_reliability', {
      split: ['strata'],
      measure: [PRIMARY_MEASURE],
      n: [10],
      n_units: [10],
      r: [0.8],
      reliability: [8 / 9],
      reason: [null],
    });
  }

  async function fillNulls(p: number): Promise<void> {
    const statistics = [
      'cohesion',
      'held_out:strata:cohesion',
      `slope:${PRIMARY_MEASURE}`,
      `held_out:strata:slope:${PRIMARY_MEASURE}`,
    ];
    const rows = NULLS.flatMap((name) => statistics.map((statistic) => ({ name, statistic })));
    const of = <T>(value: T) => rows.map(() => value);
    await bench.tables.replace('null_statistic', {
      null: rows.map(({ name }) => name),
      statistic: rows.map(({ statistic }) => statistic),
      density: of('edges'),
      decides: of(true),
      observed: of(0.8),
      mean: of(0.1),
      median: of(0.1),
      sd: of(0.05),
      low: of(0),
      high: of(0.2),
      z: of(14),
      p: of(p),
      replicates: of(1000),
      defined: of(1000),
      p_exists: of(1),
      note: of(null),
    });
    await bench.tables.replace('statistic_interval', {
      statistic: ['cohesion'],
      density: ['edges'],
      observed: [0.8],
      low: [0.7],
      high: [0.9],
      resamples: [200],
      defined: [200],
      reason: [null],
    });
  }

  it('supports H1 to H3 where every number says so', async () => {
    await fillPrompts();
    await fillSteering(1);
    await fillHalves();
    await fillNulls(0.001);
    await bench.run(verdict, ['nulls.replicates=400']);
    for (const name of ['H1', 'H2', 'H3'])
      expect(await rowOf(name), name).toMatchObject({ status: 'supported', reason: null });
    expect((await rowOf('H1')).survives).toEqual([...NULLS].sort());
    expect((await rowOf('H2')).estimate).toBeGreaterThan(1);
    expect(bench.notes).toEqual([
      expect.stringMatching(/^equal norm, pairs of the pool: \d+ within less \d+ between .* SD \(.* to .*\), p .*: /),
      '3 of 7 claims are supported',
    ]);
  });

  it('control repeats the verdicts, and verdict_split the rows that it copies', async () => {
    await fillPrompts();
    await fillSteering(1);
    await fillHalves();
    await fillNulls(0.001);
    await bench.tables.replace('held_out_statistic', { split: ['strata', 'strata 2'], statistic: ['cohesion', 'cohesion'], value: [0.4, null], reason: [null, 'r'] }); // biome-ignore format: one line
    await bench.tables.replace('interaction_split', { measure: ['stratum_excess', 'stratum_excess', 'magnitude_excess'], split: ['strata', 'strata 2', 'strata'], held_out: [0.1, null, 0.3], p: [0.02, null, 0.5], reason: [null, 'r', null] }); // biome-ignore format: one line
    const method = ['network', 'attribution-class', 'decoder-cosine'];
    await bench.tables.replace('grouping_split', { method, split: method.map(() => 'strata 2'), clusters: [2, 2, 2], n: [10, 10, 10], n_units: [10, 10, 10], selectivity: [2, 1.75, 3], difference: [null, 0.25, -1], reason: [null, null, null] }); // biome-ignore format: one line
    await bench.run(verdict, ['control=shuffled-weights']);
    const columns = 'hypothesis, claim, estimate, low, high, p, status, reason';
    const both = (sql: string, other: string) => bench.tables.sql<object>(`((${sql}) EXCEPT ALL (${other})) UNION ALL ((${other}) EXCEPT ALL (${sql}))`); // biome-ignore format: one line
    expect(await both(`SELECT ${columns} FROM control`, `SELECT ${columns} FROM verdict`)).toEqual([]);
    const [{ n }] = await bench.tables.sql<{ n: number }>("SELECT count(*)::INTEGER AS n FROM control WHERE control = 'shuffled-weights'"); // biome-ignore format: one line
    expect(n).toBe(7);
    const copied = `
      SELECT 'H1' AS hypothesis, split, value AS estimate, NULL AS p FROM held_out_statistic WHERE statistic = 'cohesion'
      UNION ALL SELECT 'H3', scope, r, p FROM importance_correlation WHERE scope <> 'all' AND definition = 'removal' AND measure = '${PRIMARY_MEASURE}'
      UNION ALL SELECT 'H4', split, held_out, p FROM interaction_split WHERE measure = 'stratum_excess'
      UNION ALL SELECT 'H5a', split, selectivity, NULL FROM grouping_split WHERE method = 'network'
      UNION ALL SELECT 'H5b', split, min(difference), NULL FROM grouping_split WHERE method <> 'network' GROUP BY split`;
    const kept = "SELECT hypothesis, split, estimate, p FROM verdict_split WHERE hypothesis <> 'H2'";
    expect(await both(kept, copied)).toEqual([]);
    expect(await bench.tables.sql(kept)).toHaveLength(7);
  });

  it('asks nothing of sampled sets, or of a pool that may hold copies, and says so', async () => {
    await fillPrompts();
    await fillSteering(1);
    await fillHalves();
    const pool = 'steering.pool_pairs=200';
    await bench.run(verdict, [pool, 'steering.pool_max_cosine=0.6']);
    expect(await rowOf('H2')).toMatchObject({ status: 'not testable', reason: expect.stringMatching(/above 0\.5/) });
    const [contrast] = await bench.tables.sql<Record<string, string | number>>('SELECT * FROM steering_contrast');
    const sampled = Object.entries({ ...contrast, other: 'between' }).map(([key, value]) => [key, [value]]);
    await bench.tables.replace('steering_contrast', Object.fromEntries(sampled));
    await bench.run(verdict, [pool]);
    expect(await rowOf('H2')).toMatchObject({
      status: 'not testable',
      reason: expect.stringMatching(/write different directions/),
    });
    await bench.run(verdict, ['steering.pool_pairs=0']);
    expect(await rowOf('H2')).toMatchObject({
      status: 'not testable',
      reason: expect.stringMatching(/pool_pairs is 0/),
    });
  });

  it('does not support what the nulls reproduce, whatever the damage', async () => {
    await fillPrompts();
    await fillSteering(0);
    await fillHalves();
    await fillNulls(0.4);
    await bench.run(verdict, ['nulls.replicates=400']);
    for (const name of ['H1', 'H3']) expect((await rowOf(name)).status, name).toBe('not distinguishable');
    expect((await rowOf('H2')).status).not.toBe('supported');
  });

  it('follows the smallest effect of interest', async () => {
    await fillPrompts();
    await fillSteering(1);
    await fillHalves();
    await fillNulls(0.001);
    await bench.run(verdict, ['nulls.replicates=400', 'verdict.sesoi=9']);
    expect((await rowOf('H1')).status).toBe('not supported');
  });

  it('says that a centrality which halves do not agree on does not replicate', async () => {
    await fillPrompts();
    await fillSteering(1);
    await fillHalves();
    await fillNulls(0.001);
    await bench.tables.sql('UPDATE centrality_reliability SET r = 0.1, reliability = 0.18');
    await bench.run(verdict);
    expect(await rowOf('H3')).toMatchObject({ status: 'not testable', reason: expect.stringMatching(/does not replicate/) }); // biome-ignore format: one line
  });

  it('calls nothing testable without nulls and steering, and says why', async () => {
    await fillPrompts();
    await bench.run(verdict);
    const rows = await bench.tables.sql<Row>('SELECT * FROM verdict');
    expect(rows).toHaveLength(7);
    expect(rows.every((row) => row.status === 'not testable' && row.reason !== null && row.estimate === null)).toBe(
      true,
    );
  });

  it('writes the reproduction card: each published figure beside this run, and that the model is another', async () => {
    await fillPrompts();
    await fillSteering(1);
    await bench.run(verdict);
    const rows = await bench.tables.sql<{ figure: string; value: number | null; setting: string; reason: string | null }>('SELECT * FROM reproduction ORDER BY place'); // biome-ignore format: one line
    expect(rows).toHaveLength(PUBLISHED.length);
    const numberOf = (figure: string) => rows.find((row) => row.figure === figure)?.value;
    expect([numberOf('prompts'), numberOf('different answers'), numberOf('kept clusters'), numberOf('features in kept clusters')]).toEqual([12, 1, 2, 10]); // biome-ignore format: one line
    expect(rows.every((row) => row.setting.includes('another model'))).toBe(true);
    expect(rows.filter((row) => row.value === null).every((row) => row.reason !== null)).toBe(true);
    expect(rows.find((row) => row.figure.includes('6747'))?.reason).toContain("the study's own model");
  });

  it('stands up to an empty study', async () => {
    await bench.run(verdict);
    for (const name of ['H1', 'H3']) expect((await rowOf(name)).reason).toContain('The task has 0 prompts');
  });
});
