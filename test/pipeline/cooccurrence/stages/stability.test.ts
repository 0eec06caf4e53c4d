import { beforeEach, describe, expect, it } from 'vitest';
import { cluster } from '../../../../pipeline/cooccurrence/stages/cluster.ts';
import { correlate } from '../../../../pipeline/cooccurrence/stages/correlate.ts';
import { network } from '../../../../pipeline/cooccurrence/stages/network.ts';
import { stability } from '../../../../pipeline/cooccurrence/stages/stability.ts';
import { random } from '../../../../src/random.ts';
import { fillCorrelation, fillPrompts, fillValues } from '../../network-bench.ts';
import { type Bench, openBench } from '../../stage-context.ts';

const ALONE = 50;
const ONCE = ['stability.seeds=0', 'stability.subsamples=0'];

describe('stability', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
    return () => bench.tables.close();
  });

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

  async function repeat(settings: readonly string[]): Promise<void> {
    await bench.run(cluster, settings);
    await bench.run(stability, settings);
  }

  const few = ['stability.seeds=4', 'stability.subsamples=6', 'cluster.min_size=4'];
  const sql = <T>(text: string) => bench.tables.sql<T>(text);

  it('finds planted groups again in every repeat, and says so in every table', async () => {
    await planted(0.2);
    await repeat(few);
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

  it('stores the clustering that is shown as run 0 of partition', async () => {
    await planted(0.65);
    await repeat(ONCE);
    expect(
      await bench.tables.sql(`SELECT feature_id, algorithm, cluster FROM cluster
        EXCEPT SELECT feature_id, algorithm, cluster FROM "partition" WHERE run = 0`),
    ).toEqual([]);
  });

  it('shows groups near the threshold as undecided', async () => {
    await planted(0.65);
    await repeat(few);
    const [row] = await sql<{ ari: number; present: number }>(
      `SELECT (SELECT avg(ari) FROM stability WHERE source = 'subsample') AS ari,
              (SELECT min(present) FROM edge_stability WHERE source = 'subsample') AS present`,
    );
    expect(row.ari).toBeLessThan(1);
    expect(row.present).toBeLessThan(1);
  });

  it('repeats itself, and another seed of the study draws other prompts', async () => {
    await planted(0.65);
    const present = async (settings: string[]) => {
      await repeat(settings);
      return JSON.stringify(await sql("SELECT * FROM edge_stability WHERE source = 'subsample' ORDER BY ALL"));
    };
    const first = await present(few);
    expect(await present(few)).toBe(first);
    expect(await present([...few, 'seed=2'])).not.toBe(first);
  });

  it('leaves a kind of repeat out at 0, and refuses a share that leaves too few prompts', async () => {
    await planted(0.2);
    await repeat(ONCE);
    expect(await sql('SELECT * FROM stability')).toEqual([]);
    await expect(repeat([...few, 'stability.share=0.01'])).resolves.toBeUndefined(); // one prompt a stratum
    await fillPrompts(bench, Array(60).fill('one'));
    await expect(repeat([...few, 'stability.share=0.03'])).rejects.toThrow('leaves 2 of 60 prompts');
  });

  it('leaves its tables empty without features', async () => {
    await fillCorrelation(bench, [], []);
    await bench.run(network);
    await repeat([]);
    for (const table of ['"partition"', 'stability']) {
      expect(await sql(`SELECT * FROM ${table}`)).toEqual([]);
    }
  });
});
