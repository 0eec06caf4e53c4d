import { expect, it } from 'vitest';
import { checkSettings, mergePreset } from '../../../src/run/study/check-settings.ts';
import { PRESETS } from '../../../src/run/study/presets.ts';

const rest = { name: 'x', model: { path: 'm' }, sae: { path: 's' }, task: { file: 't' } };

it.each(Object.keys(PRESETS))('preset %s is complete and valid by itself', (preset) => {
  expect(() => checkSettings('x', mergePreset('x', { ...rest, preset }))).not.toThrow();
});

it("seed-exact is the study as its author's code ran it", () => {
  const { attribution, features, network, cluster, steering, adjustment } = PRESETS['seed-exact'];
  expect(attribution).toEqual({ method: 'gradient', contrast: 'random-foil', positions: 'last', bos: 'include' });
  expect(features.min_prevalence).toBe(1);
  expect(network).toEqual({ threshold: 0.7, strict: true, sign: 'absolute' });
  expect(cluster).toEqual({ algorithm: 'greedy-modularity', weighted: false, resolution: 1, min_size: 11 });
  expect(steering).toMatchObject({
    base_factor: -2,
    positions: 'all',
    single_factors: [0.1, 1, 2, 5, 10, 20, 30, 40],
    factors: [1, 10, 30],
    prompts_per_set: 'all',
    scaling: ['none', 'by-size'],
  });
  expect(adjustment).toBe('bonferroni');
});

it('recommended takes the defensible reading where the study was ambiguous', () => {
  const { attribution, network, cluster, steering, adjustment } = PRESETS.recommended;
  expect(attribution).toMatchObject({ contrast: 'mean-of-others', positions: 'sum', bos: 'exclude' });
  expect(network.strict).toBe(false);
  expect(cluster).toMatchObject({ algorithm: 'leiden', weighted: true, min_size: 10 });
  expect(steering).toMatchObject({ positions: 'non-bos', prompts: 'rank0', sets_per_cell: 200 });
  expect(steering).toMatchObject({ prompts_per_set: 12, scaling: ['norm-matched'], pool_pairs: 2080 });
  expect(steering.arms).toEqual([
    'within',
    'between',
    'random',
    'matched',
    'random-direction',
    'random-covariance',
    'prompt-difference',
  ]);
  expect(adjustment).toBe('holm');
});
