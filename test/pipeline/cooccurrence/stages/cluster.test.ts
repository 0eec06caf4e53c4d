import { beforeEach, describe, expect, it } from 'vitest';
import { cluster } from '../../../../pipeline/cooccurrence/stages/cluster.ts';
import { correlate } from '../../../../pipeline/cooccurrence/stages/correlate.ts';
import { network } from '../../../../pipeline/cooccurrence/stages/network.ts';
import { random } from '../../../../src/random.ts';
import { clique, fillCorrelation, fillPrompts, fillValues } from '../../network-bench.ts';
import { type Bench, openBench } from '../../stage-context.ts';

const SMALL = [1, 2, 3];
const LARGE = [11, 12, 13, 14];
const ALONE = 50;
/** The clusters alone; the repeats have tests of their own. */
const ONCE = ['stability.seeds=0', 'stability.subsamples=0'];

interface Row {
  feature_id: number;
  algorithm: string;
  cluster: number;
  size: number;
  kept: boolean;
}

describe('cluster', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
    return () => bench.tables.close();
  });

  const rows = (algorithm: string) =>
    bench.tables.sql<Row>(`SELECT * FROM cluster WHERE algorithm = '${algorithm}' ORDER BY feature_id`);

  async function two(): Promise<void> {
    await fillCorrelation(
      bench,
      [...SMALL, ...LARGE, ALONE],
      [...clique(SMALL, 0.9), [3, 11, 0.75], ...clique(LARGE, -0.8)],
    );
    await bench.run(network);
    bench.notes.length = 0;
  }

  it.each(['greedy-modularity', 'louvain', 'leiden'])(
    '%s: finds two cliques, the largest first, the isolated feature last',
    async (name) => {
      await two();
      await bench.run(cluster, [...ONCE, 'cluster.min_size=4']);
      const found = await rows(name);
      expect(found.map((row) => [row.feature_id, row.cluster, row.size, row.kept])).toEqual([
        ...SMALL.map((id) => [id, 2, 3, false]),
        ...LARGE.map((id) => [id, 1, 4, true]),
        [ALONE, 3, 1, false],
      ]);
    },
  );

  it('keeps clusters of exactly min_size', async () => {
    await two();
    await bench.run(cluster, [...ONCE, 'cluster.min_size=3']);
    expect((await rows('louvain')).filter((row) => row.kept)).toHaveLength(7);
    expect(bench.notes[0]).toBe('greedy-modularity: 2 clusters of at least 3 features (4, 3) out of 3');
  });

  it('follows resolution and weighted', async () => {
    await two();
    await bench.run(cluster, [...ONCE, 'cluster.resolution=20']);
    expect((await rows('greedy-modularity')).every((row) => row.size === 1)).toBe(true);
    // A path whose middle tie is strong: unweighted it falls in two halves there, weighted it does not.
    await fillCorrelation(bench, [1, 2, 3, 4], [[1, 2, 0.15], [2, 3, 1], [3, 4, 0.15]]); // biome-ignore format: one line
    await bench.run(network, ['network.threshold=0.1']);
    await bench.run(cluster, [...ONCE, 'cluster.weighted=false']);
    const plain = (await rows('greedy-modularity')).map((row) => row.cluster);
    await bench.run(cluster, [...ONCE, 'cluster.weighted=true']);
    const weighted = (await rows('greedy-modularity')).map((row) => row.cluster);
    expect(plain).toEqual([1, 1, 2, 2]);
    expect(weighted).not.toEqual(plain);
  });

  it('stores the same clustering as run 0 of partition', async () => {
    await two();
    await bench.run(cluster, ONCE);
    expect(
      await bench.tables.sql(`SELECT feature_id, algorithm, cluster FROM cluster
        EXCEPT SELECT feature_id, algorithm, cluster FROM "partition" WHERE run = 0`),
    ).toEqual([]);
  });

  it('defines an empty network: every feature its own cluster, none kept', async () => {
    await fillCorrelation(bench, [5, 6], []);
    await bench.run(network);
    bench.notes.length = 0;
    await bench.run(cluster, ONCE);
    expect(await rows('greedy-modularity')).toMatchObject([
      { feature_id: 5, cluster: 1, size: 1, kept: false },
      { feature_id: 6, cluster: 2, size: 1, kept: false },
    ]);
    expect(bench.notes[0]).toBe('greedy-modularity: 0 clusters of at least 11 features (none) out of 2');
  });

  describe('repeats', () => {
    const A = [1, 2, 3, 4, 5];
    const B = [11, 12, 13, 14];
    const all = [...A, ...B, ALONE];

    /** Two groups that each follow a factor of their own, over 60 prompts in three strata, and one feature of noise. */
    async function planted(noise: number): Promise<void> {
      const rng = random(5, 'planted');
      const rows = Array.from({ length: 60 }, () => {
        const [one, two] = [rng.normal(), rng.normal()];
        const near = (factor: number) => factor + noise * rng.normal();
        return [...A.map(() => near(one)), ...B.map(() => near(two)), rng.normal()];
      });
      await fillCorrelation(bench, all, []);
      await fillValues(bench, all, rows);
      await fillPrompts(
        bench,
        rows.map((_, prompt) => `answer ${prompt % 3}`),
      );
      await bench.run(correlate);
      await bench.run(network);
    }

    const few = ['stability.seeds=4', 'stability.subsamples=6', 'cluster.min_size=4'];
    const sql = <T>(text: string) => bench.tables.sql<T>(text);

    it('finds planted groups again in every repeat, and says so in every table', async () => {
      await planted(0.2);
      await bench.run(cluster, few);
      const runs = await sql<{ algorithm: string; source: string; n: number; ari: number; vi: number; kept: number }>(
        `SELECT algorithm, source, count(*)::integer AS n, min(ari) AS ari, max(vi) AS vi, min(kept)::integer AS kept
         FROM stability GROUP BY ALL ORDER BY ALL`,
      );
      expect(runs.map(({ algorithm, source, n }) => [algorithm, source, n])).toEqual([
        ['greedy-modularity', 'subsample', 6], // has no seed
        ['leiden', 'seed', 4],
        ['leiden', 'subsample', 6],
        ['louvain', 'seed', 4],
        ['louvain', 'subsample', 6],
      ]);
      for (const run of runs) expect(run).toMatchObject({ ari: 1, kept: 2 });
      for (const run of runs) expect(run.vi).toBeCloseTo(0, 12);
      expect(await sql('SELECT min(jaccard) AS jaccard, min(recovered) AS recovered FROM cluster_stability')).toEqual([
        { jaccard: 1, recovered: 1 },
      ]);
      expect(await sql('SELECT max(ambiguity) AS ambiguity, count(*)::integer AS n FROM feature_stability')).toEqual([
        { ambiguity: 0, n: 5 * all.length },
      ]);
      expect(await sql('SELECT min(together) AS together, min(present) AS present FROM edge_stability')).toEqual([
        { together: 1, present: 1 },
      ]);
      expect(await sql('SELECT max(run)::integer AS run, count(DISTINCT run)::integer AS n FROM "partition"')).toEqual([
        { run: 10, n: 11 },
      ]);
    });

    it('shows groups near the threshold as undecided', async () => {
      await planted(0.65);
      await bench.run(cluster, few);
      const [row] = await sql<{ ari: number; present: number }>(
        `SELECT (SELECT avg(ari) FROM stability WHERE source = 'subsample') AS ari,
                (SELECT min(present) FROM edge_stability WHERE source = 'subsample') AS present`,
      );
      expect(row.ari).toBeLessThan(1);
      expect(row.present).toBeLessThan(1);
    });

    it('sweeps the resolution: more clusters as it rises, the reference at its own', async () => {
      await planted(0.2);
      await bench.run(cluster, few);
      const rows = await sql<{ resolution: number; clusters: number; ari: number }>(
        "SELECT resolution, clusters, ari FROM resolution_sweep WHERE algorithm = 'greedy-modularity' ORDER BY resolution",
      );
      expect(rows.map((row) => row.resolution)).toEqual([0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4]);
      expect(rows.find((row) => row.resolution === 1)?.ari).toBe(1);
      expect(rows[8].clusters).toBeGreaterThan(rows[3].clusters);
    });

    it('repeats itself, and another seed of the study draws other prompts', async () => {
      await planted(0.65);
      const present = async (settings: string[]) => {
        await bench.run(cluster, settings);
        return JSON.stringify(await sql("SELECT * FROM edge_stability WHERE source = 'subsample' ORDER BY ALL"));
      };
      const first = await present(few);
      expect(await present(few)).toBe(first);
      expect(await present([...few, 'seed=2'])).not.toBe(first);
    });

    it('leaves a kind of repeat out at 0, and refuses a share that leaves too few prompts', async () => {
      await planted(0.2);
      await bench.run(cluster, ONCE);
      expect(await sql('SELECT * FROM stability')).toEqual([]);
      await expect(bench.run(cluster, [...few, 'stability.share=0.01'])).resolves.toBeUndefined(); // one prompt a stratum
      await fillPrompts(bench, Array(60).fill('one'));
      await expect(bench.run(cluster, [...few, 'stability.share=0.03'])).rejects.toThrow('leaves 2 of 60 prompts');
    });

    it('leaves its tables empty without features', async () => {
      await fillCorrelation(bench, [], []);
      await bench.run(network);
      await bench.run(cluster);
      for (const table of ['cluster', '"partition"', 'stability', 'resolution_sweep']) {
        expect(await sql(`SELECT * FROM ${table}`)).toEqual([]);
      }
    });
  });
});
