import { beforeEach, describe, expect, it } from 'vitest';
import { cluster } from '../../../../pipeline/cooccurrence/stages/cluster.ts';
import { network } from '../../../../pipeline/cooccurrence/stages/network.ts';
import { clique, fillCorrelation } from '../../network-bench.ts';
import { type Bench, openBench } from '../../stage-context.ts';

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

  it('sweeps thresholds from 0.30 to 0.95 under the same rule', async () => {
    await fillCorrelation(
      bench,
      [3, 10, 200, 4000, 4001],
      [
        [3, 10, 0.9],
        [3, 200, -0.8],
        [10, 200, 0.7],
        [200, 4000, 0.45],
      ],
    );
    await bench.run(network);
    await bench.run(cluster);
    const rows = await bench.tables.sql<{
      threshold: number;
      edges: number;
      modularity: number | null;
      ari: number | null;
    }>('SELECT * FROM sweep ORDER BY threshold');
    expect(rows).toHaveLength(14);
    expect(rows[0]).toMatchObject({ threshold: 0.3, edges: 4, density: 0.4, components: 2, giant: 4 });
    expect(rows.find((row) => row.threshold === 0.7)).toMatchObject({ edges: 2 });
    expect(rows[13]).toMatchObject({ threshold: 0.95, edges: 0, components: 5, giant: 1, modularity: null, ari: null });
    expect(rows.find((row) => row.threshold === 0.7)?.ari).toBe(1); // the study's own threshold
  });

  it('sweeps the resolution: more clusters as it rises, the reference at its own', async () => {
    await two();
    await bench.run(cluster);
    const rows = await bench.tables.sql<{ resolution: number; clusters: number; ari: number }>(
      "SELECT resolution, clusters, ari FROM resolution_sweep WHERE algorithm = 'greedy-modularity' ORDER BY resolution",
    );
    expect(rows.map((row) => row.resolution)).toEqual([0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4]);
    expect(rows.find((row) => row.resolution === 1)?.ari).toBe(1);
    expect(rows[8].clusters).toBeGreaterThan(rows[3].clusters);
  });

  it('leaves its tables empty without features', async () => {
    await fillCorrelation(bench, [], []);
    await bench.run(network);
    await bench.run(cluster);
    for (const table of ['cluster', 'resolution_sweep'])
      expect(await bench.tables.sql(`SELECT * FROM ${table}`)).toEqual([]);
    expect(await bench.tables.sql('SELECT sum(components)::integer AS n FROM sweep')).toEqual([{ n: 0 }]);
  });
});
