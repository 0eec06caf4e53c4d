import { describe, expect, it } from 'vitest';
import { cluster, correlation, network, stability } from '../../../../pipeline/cooccurrence/settings/network.ts';
import { complainOf } from '../../../../src/run/study/complain.ts';
import { defaultsOf, fill } from '../../../../src/run/study/fill.ts';

it("seed-exact is the network of the study's author's code", () => {
  expect(defaultsOf(network, 'seed-exact')).toEqual({ threshold: 0.7, strict: true, sign: 'absolute' });
  expect(defaultsOf(cluster, 'seed-exact')).toEqual({
    algorithm: 'greedy-modularity',
    weighted: false,
    resolution: 1,
    min_size: 11,
  });
});

it('recommended uses strengths and takes the threshold in', () => {
  expect(defaultsOf(network, 'recommended').strict).toBe(false);
  expect(defaultsOf(cluster, 'recommended')).toMatchObject({ weighted: true, min_size: 10 });
  expect(defaultsOf(stability, 'recommended')).toEqual({ seeds: 100, subsamples: 100, share: 0.8, case_drops: 20 });
});

describe('what correlations cannot be of', () => {
  const complain = complainOf('x', (path) => ['correlation', ...path].join('.'));
  it.each([
    ['partial without covariates', { method: 'partial' }, /correlation\.covariates: missing, expected a list beside/],
    [
      'covariates beside another method',
      { covariates: ['answer'] },
      /correlation\.covariates: .+ expected none beside method pearson/,
    ],
    [
      'weights of a method that has none',
      { method: 'spearman', weights: 'class-balanced' },
      /correlation\.weights: class-balanced beside method spearman, expected method pearson/,
    ],
  ])('%s', (_, written, message) => {
    expect(() => fill(correlation, written, 'recommended', complain)).toThrow(message);
  });
});
