import { beforeEach, describe, expect, it } from 'vitest';
import { network } from '../../../../pipeline/cooccurrence/stages/network.ts';
import { fillCorrelation, type Pair } from '../../network-bench.ts';
import { type Bench, openBench } from '../../stage-context.ts';

const FEATURES = [3, 10, 200, 4000, 4001];
const PAIRS: readonly Pair[] = [
  [3, 10, 0.9],
  [3, 200, -0.8],
  [10, 200, 0.7],
  [200, 4000, 0.45],
];

describe('network', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
    return () => bench.tables.close();
  });

  const edges = async () =>
    (
      await bench.tables.sql<{ feature_a: number; feature_b: number; r: number }>('SELECT * FROM edge ORDER BY ALL')
    ).map(({ feature_a, feature_b, r }) => [feature_a, feature_b, r]);

  it('keeps |r| over the threshold with the sign of r', async () => {
    await fillCorrelation(bench, FEATURES, PAIRS);
    await bench.run(network);
    expect(await edges()).toEqual([
      [3, 10, 0.9],
      [3, 200, -0.8],
    ]);
    expect(bench.notes).toEqual(['2 edges, 3 components, the largest with 3 of 5 features']);
  });

  it.each([
    ['network.strict=false', 3],
    ['network.threshold=0.4', 4],
    ['network.sign=positive', 1],
    ['network.top_k=1', 2],
  ])('follows %s', async (setting, count) => {
    await fillCorrelation(bench, FEATURES, PAIRS);
    await bench.run(network, [setting]);
    expect(await edges()).toHaveLength(count);
  });

  it.each([
    ['network.fdr=0.5', 4],
    ['network.fdr=0.49', 0],
    ['network.giant=3', 2],
    ['network.disparity=0.5', 3],
  ])('follows %s below threshold 0', async (setting, count) => {
    await fillCorrelation(bench, FEATURES, PAIRS); // every q is 0.5
    await bench.run(network, ['network.threshold=0', 'network.strict=false', setting]);
    expect(await edges()).toHaveLength(count);
  });

  it('gives every selected feature a component, isolated ones too', async () => {
    await fillCorrelation(bench, FEATURES, PAIRS);
    await bench.run(network);
    expect(await bench.tables.sql('SELECT * FROM component ORDER BY feature_id')).toEqual([
      { feature_id: 3, component: 1, size: 3 },
      { feature_id: 10, component: 1, size: 3 },
      { feature_id: 200, component: 1, size: 3 },
      { feature_id: 4000, component: 2, size: 1 },
      { feature_id: 4001, component: 3, size: 1 },
    ]);
  });

  it('defines an empty network: no edges, every feature alone, and says so', async () => {
    await fillCorrelation(bench, FEATURES, []);
    await bench.run(network);
    expect(await edges()).toEqual([]);
    expect(await bench.tables.sql('SELECT max(size)::integer AS size FROM component')).toEqual([{ size: 1 }]);
    expect(bench.notes).toEqual(['no pair of the 5 features passes the rule: the network has no edges']);
  });

  it('defines a study without selected features', async () => {
    await fillCorrelation(bench, [], []);
    await bench.run(network);
    expect(await bench.tables.sql('SELECT * FROM component')).toEqual([]);
  });

  it('refuses a correlation of a feature that is not selected', async () => {
    await fillCorrelation(bench, [3], [[3, 10, 0.9]]);
    await expect(bench.run(network)).rejects.toThrow('feature 10 in a pair');
  });
});
