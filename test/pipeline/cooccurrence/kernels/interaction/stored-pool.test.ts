import { expect, it } from 'vitest';
import {
  noPoolNote,
  poolNotes,
  storedPool,
} from '../../../../../pipeline/cooccurrence/kernels/interaction/stored-pool.ts';
import { interactions } from '../../../../../src/methods/intervention/removal/indices.ts';
import { interactionPlan, pairPool } from '../../../../../src/methods/intervention/removal/removal-plan.ts';
import { emptyOutcomes } from '../../../../../src/methods/intervention/run-changes.ts';
import { openShards } from '../../../../../src/run/shards.ts';
import { temporaryFolder } from '../../../../engine/model/raw-safetensors.ts';

const HASH = 'a'.repeat(64);

it('reads the damages of a finished run back, in the order of the plan', () => {
  const plan = interactionPlan(3, pairPool([1, 1, 2], 10, 1), 1);
  const promptIds = [4, 7];
  const logitDiff = Float32Array.from({ length: plan.count * promptIds.length }, (_, i) => Math.sin(i));
  const out = temporaryFolder();
  const chunk = 5;
  const activeOn = [
    [0, 1],
    [0, 1],
    [0, 1],
  ];
  const sizes = Array.from({ length: Math.ceil(plan.count / chunk) }, (_, k) => {
    return promptIds.length * Math.min(chunk, plan.count - k * chunk);
  });
  const folder = openShards(out, 'interaction', HASH, { chunk, sizes, plan, promptIds, activeOn });
  for (let first = 0; first < plan.count; first += chunk) {
    const rows = Math.min(chunk, plan.count - first);
    const columns = { ...emptyOutcomes(rows * promptIds.length) };
    columns.logitDiff.set(logitDiff.subarray(first * promptIds.length, (first + rows) * promptIds.length));
    const shard = Object.entries(columns).map(([name, data]) => [name, { data, dims: [rows, promptIds.length] }]);
    folder.write(first / chunk, Object.fromEntries(shard));
  }
  expect(storedPool(openShards(out, 'interaction', HASH))).toEqual({
    plan,
    promptIds,
    found: interactions(plan, logitDiff, promptIds.length),
  });
});

it('is null where nothing was to be run', () => {
  const plan = interactionPlan(3, pairPool([1, 1, 2], 0, 1), 1);
  expect(storedPool(openShards(temporaryFolder(), 'interaction', HASH, { sizes: [], plan, promptIds: [] }))).toBeNull();
});

it('says why no pair was removed, the setting first', () => {
  expect(noPoolNote(0, 0)).toBe('interaction.pairs is 0: no pair is removed');
  expect(noPoolNote(0, 5)).toBe('no prompt is steered');
  expect(noPoolNote(3, 5)).toBe('fewer than two features are in kept clusters');
});

it('says how much was run, and on which pairs', () => {
  const plan = { count: 28, exhaustive: true, pairs: [[0, 1], [0, 2], [1, 2]] as const, features: 3 }; // biome-ignore format: one line
  const pool = { plan, promptIds: [4, 9], found: { noiseFloor: 0.000025 } };
  expect(poolNotes(pool, [1000, 234])).toEqual([
    '28 removals on 2 prompts, where they change something: 1,234 evaluations',
    '3 pairs of 3 features (every pair), noise floor 2.5e-5 logits',
  ]);
  expect(poolNotes({ ...pool, plan: { ...plan, exhaustive: false } }, [])[1]).toContain('(a sample)');
});
