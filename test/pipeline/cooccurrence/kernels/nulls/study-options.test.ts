import { expect, it } from 'vitest';
import { needsGains, statisticOptions } from '../../../../../pipeline/cooccurrence/kernels/nulls/study-options.ts';
import { derive } from '../../../../../src/random.ts';
import { parseStudy } from '../../../../study.ts';

const TEXT = 'name: t\npreset: seed-exact\nmodel: { path: m }\nsae: { path: s }\ntask: { file: t.csv }\n';
const study = (...set: string[]) => parseStudy(TEXT, '/nowhere/t.yaml', set);
const PROMPTS = [
  { answer: 'a', foil: null, stratum: 'x' },
  { answer: 'b', foil: null, stratum: 'y' },
];
const GAINS = Float64Array.of(1, 2);

it('asks for gains where they are divided out or held fixed', () => {
  expect(needsGains(study())).toBe(false);
  expect(needsGains(study('correlation.gain=divide'))).toBe(true);
  const partial = study('correlation.method=partial', 'correlation.covariates=[log-gradient]');
  expect(needsGains(partial)).toBe(true);
  expect(statisticOptions(partial, PROMPTS, GAINS, 0).correlation.covariates).toEqual([GAINS.map(Math.log)]);
});

it("carries the study's network and clustering, with the seed of the clustering that is shown", () => {
  const found = statisticOptions(study('network.threshold=0.5', 'seed=7'), PROMPTS, GAINS, 3);
  expect(found.network.threshold).toBe(0.5);
  expect(found.cluster).toMatchObject({ algorithm: 'greedy-modularity', min_size: 11, seed: derive(7, 'cluster', 0) });
  expect(found.correlation).toEqual({ method: 'pearson', gains: null, covariates: [] });
  expect(found.sizes).toBe(3);
});

it('balances strata where the study does', () => {
  const balanced = study('correlation.weights=class-balanced');
  expect(statisticOptions(balanced, PROMPTS, GAINS, 0).correlation.classes).toEqual(Int32Array.of(0, 1));
});
