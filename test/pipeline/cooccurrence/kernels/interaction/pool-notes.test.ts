import { expect, it } from 'vitest';
import { noPoolNote, poolNotes } from '../../../../../pipeline/cooccurrence/kernels/interaction/pool-notes.ts';

it('says why no pair was removed, the setting first', () => {
  expect(noPoolNote(0, 0)).toBe('interaction.pairs is 0: no pair is removed');
  expect(noPoolNote(0, 5)).toBe('no prompt is steered');
  expect(noPoolNote(3, 5)).toBe('fewer than two features are in kept clusters');
});

it('says how much was run, and on which pairs', () => {
  const plan = { count: 28, exhaustive: true, pairs: [[0, 1], [0, 2], [1, 2]] as const, features: 3 }; // biome-ignore format: one line
  const pool = { plan, kept: [4, 9], found: { noiseFloor: 0.000025 } };
  expect(poolNotes(pool, [1000, 234])).toEqual([
    '28 removals on 2 prompts, where they change something: 1,234 evaluations',
    '3 pairs of 3 features (every pair), noise floor 2.5e-5 logits',
  ]);
  expect(poolNotes({ ...pool, plan: { ...plan, exhaustive: false } }, [])[1]).toContain('(a sample)');
});
