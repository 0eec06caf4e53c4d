import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  firstHalfOf,
  leastPrompts,
  studyStatistics,
  tooManyPairs,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/study-options.ts';
import { derive } from '../../../../../src/random.ts';
import { openShards } from '../../../../../src/run/shards.ts';
import { parseStudy } from '../../../../study.ts';

const TEXT = 'name: t\npreset: seed-exact\nmodel: { path: m }\nsae: { path: s }\ntask: { file: t.csv }\n';
const P = 24;
const sources = {
  promptIds: Int32Array.from({ length: P }, (_, prompt) => prompt),
  words: Array.from({ length: P }, (_, prompt) => {
    const word = prompt % 2 === 0 ? 'x' : 'y';
    return { prompt_id: prompt, answer: word, foil: null, stratum: word, template: 'one', n_tokens: 3 };
  }),
  attributed: openShards(mkdtempSync(join(tmpdir(), 'cofire-')), 'attribute', '0'.repeat(64)),
  sizes: 3,
};
const of = (...set: string[]) => studyStatistics(parseStudy(TEXT, '/nowhere/t.yaml', set), sources, 'here');

it("carries the study's network and clustering, with the seed of the clustering that is shown", () => {
  const { statistics } = of('network.threshold=0.5', 'seed=7');
  expect(statistics.network.threshold).toBe(0.5);
  expect(statistics.cluster).toMatchObject({
    algorithm: 'greedy-modularity',
    min_size: 11,
    seed: derive(7, 'cluster', 0),
  });
  expect(statistics.correlation).toEqual({ method: 'pearson', gains: null, covariates: [] });
  expect(statistics.sizes).toBe(3);
});

it('correlates as the study does', () => {
  const { classes } = of('correlation.weights=class-balanced').statistics.correlation;
  expect(classes?.slice(0, 3)).toEqual(Int32Array.of(0, 1, 0));
});

it('halves the prompts where a half has enough of them for its correlations', () => {
  expect(of().splits.map(({ name }) => name)).toEqual(['strata']);
  const { statistics } = of('correlation.method=partial', 'correlation.covariates=[answer]');
  expect(leastPrompts(statistics)).toBe(6);
  const { correlation } = statistics;
  expect(
    leastPrompts({ ...statistics, correlation: { ...correlation, covariates: Array(5).fill(sources.promptIds) } }),
  ).toBe(9);
});

it('refuses more pairs than may be held, and says how to have fewer', () => {
  expect(tooManyPairs(4, 6)).toBeNull();
  expect(tooManyPairs(0, 1)).toBeNull();
  expect(tooManyPairs(5, 6)).toMatch(
    /^10 pairs of 5 features, more than correlation\.most_pairs \(6\).*min_prevalence/,
  );
});

it('the prompts that find are the first half of the split within strata, or all where a half would be too small', () => {
  const { splits } = of('seed=7');
  expect(firstHalfOf(sources.words, 7)).toEqual([...splits[0].train]);
  expect(firstHalfOf(sources.words, 8)).not.toEqual([...splits[0].train]);
  expect(firstHalfOf(sources.words.slice(0, 11), 7)).toEqual(Array.from({ length: 11 }, (_, row) => row));
});
