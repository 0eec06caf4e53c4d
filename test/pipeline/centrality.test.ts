import { beforeEach, describe, expect, it } from 'vitest';
import { centrality } from '../../pipeline/centrality.ts';
import { network } from '../../pipeline/network.ts';
import { fillCorrelation, fillValues } from './network-bench.ts';
import { type Bench, openBench } from './stage-context.ts';

const FEATURES = [2, 5, 7, 9];

interface Value {
  feature_id: number;
  value: number | null;
  reason: string | null;
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
    await bench.run(network);
    bench.notes.length = 0;
    await bench.run(centrality);
  }

  const measure = async (name: string, weighted = false) =>
    (
      await bench.tables.sql<Value>(
        `SELECT feature_id, value FROM centrality WHERE measure = '${name}' AND weighted = ${weighted} ORDER BY feature_id`,
      )
    ).map((row) => row.value);
  const metric = async (name: string) =>
    (
      await bench.tables.sql<Value>(
        `SELECT feature_id, value FROM feature_metric WHERE metric = '${name}' ORDER BY feature_id`,
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

  it("stores the study's metrics of the attributions", async () => {
    await fill();
    expect(await metric('abs_corr_activation')).toEqual([2, 1 + 0.9 + 0.8, 1 + 0.1 + 0.8, null]);
    expect(await metric('max_activation')).toEqual([6, -1, 0.5, 2]);
    expect(await metric('max_abs_activation')).toEqual([6, 3, 1, 2]);
    expect(await metric('summed_activation')).toEqual([9, -6, -0.5, 6]);
    expect(await metric('absolute_summed_activation')).toEqual([9, 6, 1.5, 6]);
    expect(await metric('std_activation')).toEqual([Math.sqrt(7), 1, Math.sqrt(7 / 12), 0]);
  });

  it('gives a missing value its reason', async () => {
    await fill();
    expect(await bench.tables.sql('SELECT * FROM feature_metric WHERE value IS NULL')).toEqual([
      {
        feature_id: 9,
        metric: 'abs_corr_activation',
        value: null,
        reason: 'no correlation: the feature is constant over prompts, or no other feature varies',
      },
    ]);
    expect(bench.notes).toEqual(['1 of 24 metrics have no value; their reason is in the table']);
  });

  it('defines everything on a network without edges', async () => {
    await fillCorrelation(bench, [2, 5], []);
    await fillValues(bench, [2, 5], [[1, 1]]);
    await bench.run(network);
    await bench.run(centrality);
    for (const name of ['degree', 'betweenness', 'closeness', 'eigenvector_component'])
      expect(await measure(name)).toEqual([0, 0]);
    expect(await measure('eigenvector')).toEqual([1 / Math.sqrt(2), 1 / Math.sqrt(2)]);
    expect(await metric('std_activation')).toEqual([null, null]);
  });

  it('leaves its tables empty without selected features', async () => {
    await fillCorrelation(bench, [], []);
    await bench.run(network);
    await bench.run(centrality);
    expect(await bench.tables.sql('SELECT * FROM centrality')).toEqual([]);
    expect(await bench.tables.sql('SELECT * FROM feature_metric')).toEqual([]);
  });

  it('refuses a matrix of other features', async () => {
    await fillCorrelation(bench, [2, 5], []);
    await fillValues(bench, [2, 6], [[1, 1]]);
    await bench.run(network);
    await expect(bench.run(centrality)).rejects.toThrow('not those selected');
  });
});
