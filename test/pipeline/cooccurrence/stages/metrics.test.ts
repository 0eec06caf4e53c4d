import { beforeEach, describe, expect, it } from 'vitest';
import { centrality } from '../../../../pipeline/cooccurrence/stages/centrality.ts';
import { cluster } from '../../../../pipeline/cooccurrence/stages/cluster.ts';
import { metrics } from '../../../../pipeline/cooccurrence/stages/metrics.ts';
import { network } from '../../../../pipeline/cooccurrence/stages/network.ts';
import { fillActivations, fillCorrelation, fillPrompts, fillValues } from '../../network-bench.ts';
import { type Bench, openBench } from '../../stage-context.ts';

const FEATURES = [2, 5, 7, 9];
const ONCE = ['stability.subsamples=0', 'stability.case_drops=0'];

interface Value {
  feature_id: number;
  value: number | null;
  reason: string | null;
}

describe('metrics', () => {
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
    await fillActivations(bench, FEATURES, 3);
    await runAll();
  }

  async function runAll(): Promise<void> {
    await bench.run(network);
    await bench.run(cluster);
    await bench.run(centrality, ONCE);
    bench.notes.length = 0;
    await bench.run(metrics);
  }

  const metric = async (name: string) =>
    (
      await bench.tables.sql<Value>(
        `SELECT feature_id, value FROM feature_metric WHERE metric = '${name}' ORDER BY feature_id`,
      )
    ).map((row) => row.value);

  it("stores the study's metrics of the attributions", async () => {
    await fill();
    expect(await metric('abs_corr_activation')).toEqual([2, 1 + 0.9 + 0.8, 1 + (0.1 + 0.8), null]);
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
    expect(bench.notes).toEqual(['1 metrics have no value; their reason is in the table']);
  });

  it('describes where and how steadily features fire, and how long their decoder rows are', async () => {
    await fill();
    expect(await metric('prevalence')).toEqual([1, 1, 1, 1]);
    expect(await metric('activation_mean')).toEqual([2, 2, 2, 2]); // codes 1 to 3
    expect(await metric('bos_share')).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(await metric('peak_position')).toEqual([0, 0, 0, 0]);
    for (const length of (await metric('decoder_norm')) as number[]) expect(length).toBeGreaterThan(0);
    expect(await bench.tables.sql('SELECT * FROM feature_position WHERE feature_id = 2 ORDER BY position')).toEqual([
      { feature_id: 2, position: 0, prompts: 3, mean_activation: 2, share: 0.5 },
      { feature_id: 2, position: 4, prompts: 3, mean_activation: 2, share: 0.5 },
    ]);
  });

  it('explains collinear groups and correlates all measures', async () => {
    await fillCorrelation(bench, [2, 5, 7], [[2, 5, -0.999], [2, 7, 0.1], [5, 7, 0.2]]); // biome-ignore format: one line
    await fillValues(bench, [2, 5, 7], [[1, -1, 0], [2, -2, 0.5], [6, -6, -1]]); // biome-ignore format: one line
    await fillPrompts(bench, ['a', 'a', 'b']);
    await fillActivations(bench, [2, 5, 7], 3);
    await runAll();
    const groups = await bench.tables.sql<{ feature_ids: number[]; sentence: string }>('SELECT * FROM collinear_group');
    expect(groups).toMatchObject([{ collinear_group: 1, feature_ids: [2, 5], least_r: 0.999, position: 0 }]);
    expect(groups[0].sentence).toContain('at the same position 0');
    const [row] = await bench.tables.sql<{ r: number; n: number; n_units: number | null }>(
      "SELECT r, n, n_units FROM metric_correlation WHERE metric_a = 'degree' AND metric_b = 'strength (weighted)'",
    );
    expect(row).toEqual({ r: 1, n: 3, n_units: null });
  });

  it('has a reason where one prompt has no deviation', async () => {
    await fillCorrelation(bench, [2, 5], []);
    await fillValues(bench, [2, 5], [[1, 1]]);
    await fillPrompts(bench, ['a']);
    await fillActivations(bench, [2, 5], 1);
    await runAll();
    expect(await metric('std_activation')).toEqual([null, null]);
  });

  it('leaves its tables empty without selected features', async () => {
    await fillCorrelation(bench, [], []);
    await runAll();
    for (const table of ['feature_metric', 'feature_position', 'collinear_group', 'metric_correlation'])
      expect(await bench.tables.sql(`SELECT * FROM ${table}`)).toEqual([]);
  });
});
