import { beforeEach, describe, expect, it } from 'vitest';
import { cluster } from '../../pipeline/cluster.ts';
import { network } from '../../pipeline/network.ts';
import { clique, fillCorrelation } from './network-bench.ts';
import { type Bench, openBench } from './stage-context.ts';

const SMALL = [1, 2, 3];
const LARGE = [11, 12, 13, 14];
const ALONE = 50;

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
      await bench.run(cluster, ['cluster.min_size=4']);
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
    await bench.run(cluster, ['cluster.min_size=3']);
    expect((await rows('louvain')).filter((row) => row.kept)).toHaveLength(7);
    expect(bench.notes[0]).toBe('greedy-modularity: 2 clusters of at least 3 features (4, 3) out of 3');
  });

  it('follows resolution and weighted', async () => {
    await two();
    await bench.run(cluster, ['cluster.resolution=20']);
    expect((await rows('greedy-modularity')).every((row) => row.size === 1)).toBe(true);
    // A path whose middle tie is strong: unweighted it falls in two halves there, weighted it does not.
    await fillCorrelation(bench, [1, 2, 3, 4], [[1, 2, 0.15], [2, 3, 1], [3, 4, 0.15]]); // biome-ignore format: one line
    await bench.run(network, ['network.threshold=0.1']);
    await bench.run(cluster, ['cluster.weighted=false']);
    const plain = (await rows('greedy-modularity')).map((row) => row.cluster);
    await bench.run(cluster, ['cluster.weighted=true']);
    const weighted = (await rows('greedy-modularity')).map((row) => row.cluster);
    expect(plain).toEqual([1, 1, 2, 2]);
    expect(weighted).not.toEqual(plain);
  });

  it('stores the same clustering as run 0 of partition', async () => {
    await two();
    await bench.run(cluster);
    expect(
      await bench.tables.sql(`SELECT feature_id, algorithm, cluster FROM cluster
        EXCEPT SELECT feature_id, algorithm, cluster FROM "partition" WHERE run = 0`),
    ).toEqual([]);
  });

  it('defines an empty network: every feature its own cluster, none kept', async () => {
    await fillCorrelation(bench, [5, 6], []);
    await bench.run(network);
    bench.notes.length = 0;
    await bench.run(cluster);
    expect(await rows('greedy-modularity')).toMatchObject([
      { feature_id: 5, cluster: 1, size: 1, kept: false },
      { feature_id: 6, cluster: 2, size: 1, kept: false },
    ]);
    expect(bench.notes[0]).toBe('greedy-modularity: 0 clusters of at least 11 features (none) out of 2');
  });
});
