import { expect, it } from 'vitest';
import { mergePreset } from '../../src/study/settings.ts';

it('sections merge key by key, lists are replaced whole', () => {
  const merged = mergePreset('x', { preset: 'seed-exact', steering: { factors: [2], prompts: 'rank0' } });
  expect(merged.steering).toMatchObject({ factors: [2], prompts: 'rank0', sets_per_cell: 50 });
});

it('merging never changes the preset', () => {
  const first = mergePreset('x', { preset: 'seed-exact' });
  (first.network as Record<string, unknown>).threshold = 0;
  expect(mergePreset('x', { preset: 'seed-exact' }).network).toMatchObject({ threshold: 0.7 });
});
