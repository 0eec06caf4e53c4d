import { expect, it } from 'vitest';
import { falsePositives } from '../../../bench/prompts-per-set/relabelled.ts';
import { random } from '../../../src/random.ts';
import { CLUSTERS, steeredBy } from './steered.ts';

const options = { rounds: 100, permutations: 99 };

it('pairs that all do the same are never told apart', () => {
  expect(falsePositives(steeredBy(() => 1), CLUSTERS, 6, options)).toBe(0); // biome-ignore format: one line
});

it('holds its level, on all prompts and on some, whatever the true clusters do', () => {
  const rng = random(1, 'pairs');
  const steered = steeredBy(({ feature_ids: [a, b] }) => (CLUSTERS.get(a) === CLUSTERS.get(b) ? 2 : 0) + rng.normal());
  for (const perSet of [12, 6]) {
    const share = falsePositives(steered, CLUSTERS, perSet, options);
    // 0.05 and three standard errors.
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 100));
  }
});

it('wants a cluster of every feature of the pool', () => {
  const fewer = new Map([...CLUSTERS].slice(1));
  expect(() => falsePositives(steeredBy(() => 1), fewer, 6, options)).toThrow('feature 0 of the pool is in no kept'); // biome-ignore format: one line
});

it('wants a pool with pairs of one cluster and of two', () => {
  const { block, ...rest } = steeredBy(() => 1);
  const sets = block.sets.map((set) => (set.arm === 'pool' ? { ...set, arm: 'between' } : set));
  const message = 'the pool has no pairs of one label, or none of two';
  expect(() => falsePositives({ block: { ...block, sets }, ...rest }, CLUSTERS, 6, options)).toThrow(message);
  const one = new Map([...CLUSTERS.keys()].map((id) => [id, 1]));
  expect(() => falsePositives({ block, ...rest }, one, 6, options)).toThrow(message);
});
