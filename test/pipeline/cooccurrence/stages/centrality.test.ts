import { beforeEach, describe, expect, it } from 'vitest';
import { centrality } from '../../../../pipeline/cooccurrence/stages/centrality.ts';
import { cluster } from '../../../../pipeline/cooccurrence/stages/cluster.ts';
import { correlate } from '../../../../pipeline/cooccurrence/stages/correlate.ts';
import { network } from '../../../../pipeline/cooccurrence/stages/network.ts';
import { random } from '../../../../src/random.ts';
import { loadStudy } from '../../../study.ts';
import { fillCorrelation, fillPrompts, fillValues } from '../../network-bench.ts';
import { type Bench, openBench } from '../../stage-context.ts';

const FEATURES = [2, 5, 7, 9];
/** The measures alone; the repeats have tests of their own. */
const ONCE = ['stability.seeds=0', 'stability.subsamples=0', 'stability.case_drops=0'];

interface Value {
  feature_id: number;
  value: number | null;
}

describe('centrality', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
    return () => bench.tables.close();
  });

  /** A path 2 – 5 – 7 with a negative end; 9 is constant over prompts, so it has no correlation. */
  async function fill(): Promise<void> {
    await fillCorrelation(bench, FEATURES, [[2, 5, 0.9], [2, 7, 0.1], [5, 7, -0.8]]); // biome-ignore format: one line
    await fillValues(bench, FEATURES, [[1, -1, 0, 2], [2, -3, 0.5, 2], [6, -2, -1, 2]]); // biome-ignore format: one line
    await fillPrompts(bench, ['a', 'a', 'b']);
    await bench.run(network);
    await bench.run(cluster, ONCE);
    await bench.run(centrality, ONCE);
  }

  const measure = async (name: string, weighted = false) =>
    (
      await bench.tables.sql<Value>(
        `SELECT feature_id, value FROM centrality WHERE measure = '${name}' AND weighted = ${weighted} ORDER BY feature_id`,
      )
    ).map((row) => row.value);
  it('stores the unweighted centralities of networkx on the full graph', async () => {
    await fill();
    expect(await measure('degree')).toEqual([1 / 3, 2 / 3, 1 / 3, 0]);
    expect(await measure('betweenness')).toEqual([0, 1 / 3, 0, 0]);
    expect(await measure('closeness')).toEqual([4 / 9, 4 / 6, 4 / 9, 0]);
    const vector = (await measure('eigenvector')) as number[];
    [0.5, Math.SQRT1_2, 0.5, 0].forEach((wanted, i) => {
      expect(vector[i]).toBeCloseTo(wanted, 12);
    });
    ((await measure('eigenvector_component')) as number[]).forEach((value, i) => {
      expect(value).toBeCloseTo(vector[i], 12);
    });
  });

  it('stores weighted ones with strength |r| and distance 1 - |r|', async () => {
    await fill();
    expect(await measure('strength', true)).toEqual([0.9, 0.9 + 0.8, 0.8, 0]);
    expect(await measure('betweenness', true)).toEqual([0, 1 / 3, 0, 0]);
    const [far] = (await measure('closeness', true)) as number[];
    expect(far).toBeCloseTo(4 / (3 * (0.1 + 0.3)), 12);
  });

  it('defines everything on a network without edges but its eigenvector, of which any vector would be one', async () => {
    await fillCorrelation(bench, [2, 5], []);
    await fillValues(bench, [2, 5], [[1, 1]]);
    await fillPrompts(bench, ['a']);
    await bench.run(network);
    await bench.run(cluster, ONCE);
    await bench.run(centrality, ONCE);
    for (const name of ['degree', 'betweenness', 'closeness', 'eigenvector_component'])
      expect(await measure(name)).toEqual([0, 0]);
    expect(
      await bench.tables.sql(
        "SELECT DISTINCT weighted, value, reason FROM centrality WHERE measure = 'eigenvector' ORDER BY weighted",
      ),
    ).toEqual([false, true].map((weighted) => ({ weighted, value: null, reason: 'the network has no edge' })));
  });

  it('leaves its tables empty without selected features', async () => {
    await fillCorrelation(bench, [], []);
    await bench.run(network);
    await bench.run(cluster, ONCE);
    await bench.run(centrality, ONCE);
    expect(await bench.tables.sql('SELECT * FROM centrality')).toEqual([]);
  });

  it('refuses a matrix of other features', async () => {
    await fillCorrelation(bench, [2, 5], []);
    await fillValues(bench, [2, 6], [[1, 1]]);
    await fillPrompts(bench, ['a']);
    await bench.run(network);
    await bench.run(cluster, ONCE);
    await expect(bench.run(centrality, ONCE)).rejects.toThrow('prompt_feature: feature 6 is not one of');
  });

  it('stores PageRank and participation in the clusters of the study', async () => {
    await fill();
    const rank = (await measure('pagerank')) as number[];
    expect(rank.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
    expect(await measure('participation')).toEqual([0, 0, 0, 0]); // one cluster of three
    await bench.run(cluster, [...ONCE, 'cluster.resolution=1.5']);
    await bench.run(centrality, ONCE);
    expect(((await measure('participation')) as number[])[1]).toBe(0.5);
  });

  describe('under fewer prompts', () => {
    /** Five features on one factor with falling loadings, five of noise. */
    async function planted(): Promise<void> {
      const rng = random(3, 'planted');
      const ids = Array.from({ length: 10 }, (_, i) => i + 1);
      const rows = Array.from({ length: 80 }, () => {
        const factor = rng.normal();
        return ids.map((id) => (id <= 5 ? factor + 0.12 * id * rng.normal() : rng.normal()));
      });
      await fillCorrelation(bench, ids, []);
      await fillValues(bench, ids, rows);
      await fillPrompts(
        bench,
        rows.map((_, prompt) => `answer ${prompt % 4}`),
      );
      await bench.run(correlate);
      await bench.run(network);
      await bench.run(cluster, ONCE);
    }

    it('gives the main measures rank intervals, a curve and a stability coefficient', async () => {
      await planted();
      await bench.run(centrality, ['stability.subsamples=20', 'stability.case_drops=20']);
      const ranks = await bench.tables.sql<{ feature_id: number; rank: number; low: number; high: number }>(
        "SELECT * FROM centrality_rank WHERE measure = 'strength' ORDER BY feature_id",
      );
      expect(ranks.map((row) => row.rank)).toEqual([1, 2, 3, 4, 5, 8, 8, 8, 8, 8]);
      for (const { low, high } of ranks.slice(0, 5)) {
        expect(high).toBeLessThan(6);
        expect(low).toBeGreaterThanOrEqual(1);
      }
      const drops = await bench.tables.sql<{ dropped: number; replicates: number; held: number }>(
        "SELECT * FROM case_drop WHERE measure = 'strength' ORDER BY dropped",
      );
      expect(drops.map((row) => row.dropped)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
      expect(drops.every((row) => row.replicates === 20)).toBe(true);
      const stability = await bench.tables.sql<{ measure: string; cs: number }>(
        'SELECT * FROM centrality_stability ORDER BY measure',
      );
      expect(stability.map((row) => row.measure)).toEqual([
        'betweenness',
        'closeness',
        'degree',
        'eigenvector',
        'strength',
      ]);
      expect(stability[4].cs).toBeGreaterThanOrEqual(0.5); // planted, so it lasts
    });

    it('is handed the three settings that it uses: other seeds of a clustering change no centrality', () => {
      const settings: (study: never) => object = centrality.settings;
      const seen = (changed: readonly string[]) => settings(loadStudy('studies/sports.yaml', changed) as never);
      const before = seen([]);
      expect(seen(['stability.seeds=7'])).toEqual(before);
      for (const [setting, changed] of [
        ['stability.subsamples=7', { subsamples: 7 }],
        ['stability.share=0.7', { share: 0.7 }],
        ['stability.case_drops=7', { drops: 7 }],
      ] as const)
        expect(seen([setting])).toEqual({ ...before, ...changed });
    });

    it('says why there is no coefficient where a share is dropped less than 20 times', async () => {
      await planted();
      await bench.run(centrality, ['stability.subsamples=0', 'stability.case_drops=3']);
      const reason = '3 networks for each share of prompts left out cannot tell 95 % from less: stability.case_drops of at least 20 can'; // biome-ignore format: one line
      expect(await bench.tables.sql('SELECT DISTINCT cs, reason FROM centrality_stability')).toEqual([
        { cs: null, reason },
      ]);
    });

    it('says why there is no coefficient when nothing is dropped', async () => {
      await planted();
      await bench.run(centrality, ONCE);
      expect(await bench.tables.sql('SELECT DISTINCT cs, reason FROM centrality_stability')).toEqual([
        { cs: null, reason: 'no prompts were dropped: stability.case_drops is 0' },
      ]);
      expect(await bench.tables.sql('SELECT * FROM centrality_rank')).toEqual([]);
    });
  });
});
