import { expect, it } from 'vitest';
import { checkSettings, mergePreset } from '../../../src/run/study/check-settings.ts';

it('sections merge key by key, lists are replaced whole', () => {
  const merged = mergePreset('x', { preset: 'seed-exact', steering: { factors: [2], prompts: 'rank0' } });
  expect(merged.steering).toMatchObject({ factors: [2], prompts: 'rank0', sets_per_cell: 50 });
});

it('merging never changes the preset', () => {
  const first = mergePreset('x', { preset: 'seed-exact' });
  (first.network as Record<string, unknown>).threshold = 0;
  expect(mergePreset('x', { preset: 'seed-exact' }).network).toMatchObject({ threshold: 0.7 });
});

it.each([
  [
    'partial without covariates',
    { method: 'partial' },
    /correlation.covariates: missing, expected a list beside method partial/,
  ],
  [
    'covariates beside another method',
    { covariates: ['answer'] },
    /correlation.covariates: .+ expected none beside method pearson/,
  ],
  [
    'a foil that no prompt has',
    { method: 'partial', covariates: ['foil'] },
    /correlation.covariates: foil, expected a contrast with one foil/,
  ],
  [
    'weights of a method that has none',
    { method: 'spearman', weights: 'class-balanced' },
    /correlation.weights: class-balanced beside method spearman, expected method pearson/,
  ],
])('refuses %s', (_, correlation, message) => {
  const rest = { name: 'x', preset: 'recommended', model: { path: 'm' }, sae: { path: 's' }, task: { file: 't' } };
  expect(() => checkSettings('x', mergePreset('x', { ...rest, correlation }))).toThrow(message);
});

it('a number that is none is shown as it is', () => {
  const rest = { name: 'x', preset: 'seed-exact', model: { path: 'm' }, sae: { path: 's' }, task: { file: 't' } };
  for (const threshold of [Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => checkSettings('x', mergePreset('x', { ...rest, network: { threshold } }))).toThrow(
      `x: network.threshold: ${threshold}, expected a number`,
    );
});
