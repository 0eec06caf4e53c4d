/**
 * The stages from correlations on, once with all pairs stored and once in blocks: what both store must be the same, and what
 * only counts are kept of must be counted right.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { centrality } from '../../pipeline/cooccurrence/stages/centrality.ts';
import { cluster } from '../../pipeline/cooccurrence/stages/cluster.ts';
import { correlate } from '../../pipeline/cooccurrence/stages/correlate.ts';
import { metrics } from '../../pipeline/cooccurrence/stages/metrics.ts';
import { network } from '../../pipeline/cooccurrence/stages/network.ts';
import { stability } from '../../pipeline/cooccurrence/stages/stability.ts';
import { StudyError } from '../../src/errors.ts';
import { random } from '../../src/random.ts';
import { fillActivations, fillCorrelation, fillPrompts, fillValues } from './network-bench.ts';
import { type Bench, openBench } from './stage-context.ts';

const PROMPTS = 80;
const FEATURES = Array.from({ length: 150 }, (_, k) => 3 * k + 1);
const SAE = new URL('../../fixtures/sports-sae', import.meta.url).pathname;
const SETTINGS = [`sae.path=${SAE}`, 'stability.seeds=3', 'stability.subsamples=4', 'stability.case_drops=2', 'cluster.min_size=5']; // biome-ignore format: one line

/** Features 0 … 119 follow three factors of their own, loud or faint; 120 repeats the first, the others are noise, and the last is constant. */
function values(): number[][] {
  const rng = random(4, 'both routes');
  return Array.from({ length: PROMPTS }, () => {
    const factors = Array.from({ length: 3 }, () => rng.normal());
    const row = FEATURES.map((_, k) => {
      const shared = k < 120 ? (k % 2 === 0 ? 1 : -1) * factors[k % 3] : 0;
      return shared + (0.3 + (k % 5) / 4) * rng.normal();
    });
    return row.map((value, k) => (k === 120 ? 2 * row[0] + 0.01 * value : k === 149 ? 7 : value));
  });
}

async function run(mostPairs: number, extra: readonly string[] = []): Promise<Bench> {
  const bench = await openBench();
  await fillCorrelation(bench, FEATURES, []);
  await fillValues(bench, FEATURES, values());
  await fillPrompts(bench, Array.from({ length: PROMPTS }, (_, prompt) => `answer ${prompt % 4}`)); // biome-ignore format: one line
  await fillActivations(bench, FEATURES, 5);
  const settings = [...SETTINGS, `correlation.most_pairs=${mostPairs}`, ...extra];
  for (const stage of [correlate, network, cluster, stability, centrality, metrics]) await bench.run(stage, settings);
  return bench;
}

describe('all pairs stored, and the strong ones in blocks', () => {
  let plain: Bench;
  let blocks: Bench;
  beforeAll(async () => {
    plain = await run(1e6);
    blocks = await run(2000);
  }, 60_000);
  afterAll(() => {
    plain.tables.close();
    blocks.tables.close();
  });

  const both = (sql: string) => Promise.all([plain, blocks].map((bench) => bench.tables.sql<Record<string, number>>(sql))); // biome-ignore format: one line

  it('stores the same pairs from a floor on, with the same r, p and q', async () => {
    const [[all], [part]] = await both('SELECT * FROM correlation_scope');
    expect(all).toEqual({ features: 149, pairs: 11026, stored: 11026, stored_from: 0, q_exact: 1 });
    expect(part).toMatchObject({ features: 149, pairs: 11026, q_exact: 1 });
    expect(part.stored).toBeLessThanOrEqual(2000);
    expect(part.stored_from).toBeGreaterThan(0.3); // the floor was raised
    const [wanted, found] = await both(`SELECT * FROM correlation WHERE abs(r) >= ${part.stored_from} ORDER BY ALL`);
    expect(found.length).toBe(part.stored);
    expect(found).toEqual(wanted);
  });

  it.each([
    'edge',
    'component',
    'uncorrelated',
    'cluster',
    '"partition"',
    'stability',
    'cluster_stability',
    'feature_stability',
    'edge_stability',
    'resolution_sweep',
    'centrality',
    'centrality_rank',
    'case_drop',
    'centrality_stability',
    'collinear_group',
  ])('gives the same table %s', async (table) => {
    const [wanted, found] = await both(`SELECT * FROM ${table} ORDER BY ALL`);
    expect(wanted.length).toBeGreaterThan(0);
    expect(found).toEqual(wanted);
  });

  it('sweeps the same counts, and clusters where edges are stored', async () => {
    const [wanted, found] = await both('SELECT * FROM sweep ORDER BY threshold');
    const counts = ({ threshold, edges, density, components, giant }: Record<string, unknown>) => {
      return { threshold, edges, density, components, giant };
    };
    expect(found.map(counts)).toEqual(wanted.map(counts));
    const counted = await blocks.tables.sql<{ threshold: number }>('SELECT threshold FROM correlation_level');
    const below = new Set(counted.map(({ threshold }) => threshold));
    expect(below.size).toBeGreaterThan(0);
    found.forEach((row, i) => {
      if (below.has(row.threshold)) expect(row).toMatchObject({ modularity: null, ari: null });
      else expect(row).toEqual(wanted[i]);
    });
  });

  it('sums |r| within float32, and every other metric is the same', async () => {
    const query = "SELECT * FROM feature_metric WHERE metric ##= 'abs_corr_activation' ORDER BY ALL";
    const [wanted, found] = await both(query.replace('##', ''));
    expect(found).toHaveLength(FEATURES.length);
    found.forEach((row, i) => {
      if (wanted[i].value === null) expect(row).toEqual(wanted[i]);
      else expect(Math.abs(row.value - wanted[i].value)).toBeLessThan(1e-6 * wanted[i].value);
    });
    const [others, same] = await both(query.replace('##', '!'));
    expect(same).toEqual(others);
  });

  it('gives stored pairs the co-activation they have among all, without q', async () => {
    const [wanted, found] = await both(
      'SELECT * EXCLUDE (q) FROM co_activation SEMI JOIN correlation USING (feature_a, feature_b) ORDER BY ALL',
    );
    const keys = new Set(found.map((row) => `${row.feature_a} ${row.feature_b}`));
    expect(found).toEqual(wanted.filter((row) => keys.has(`${row.feature_a} ${row.feature_b}`)));
    const [[{ n }], [{ n: stored }]] = await both('SELECT count(q)::integer AS n FROM co_activation');
    expect(n).toBeGreaterThan(0);
    expect(stored).toBe(0);
  });

  it('says how many pairs were computed and stored', () => {
    expect(blocks.notes).toContainEqual(expect.stringMatching(/^11,026 pairs computed in blocks, [\d,]+ stored/));
    expect(plain.notes.join()).not.toMatch(/blocks/);
  });

  it('refuses a threshold below the floor, and pairs that do not fit at any', async () => {
    const low = run(2000, ['network.threshold=0.3']);
    await expect(low).rejects.toThrow(StudyError);
    await expect(low).rejects.toThrow(/network.threshold: 0.3, and only pairs from \|r\| 0\.\d+ on are stored/);
    await expect(run(1)).rejects.toThrow(/correlation.most_pairs: 1, and more pairs of the 149 features/);
  });

  it('stores from a threshold below the sweep where the pairs from there on fit', async () => {
    const bench = await run(11_000, ['network.threshold=0.1']);
    expect(await bench.tables.sql('SELECT stored_from FROM correlation_scope')).toEqual([{ stored_from: 0.1 }]);
    const [{ edges }] = await bench.tables.sql<{ edges: number }>('SELECT count(*)::integer AS edges FROM edge');
    const [{ wanted }] = await plain.tables.sql<{ wanted: number }>(
      'SELECT count(*)::integer AS wanted FROM correlation WHERE abs(r) > 0.1',
    );
    expect(edges).toBe(wanted);
    bench.tables.close();
  });
});
