import { expect, it } from 'vitest';
import { answerSentences, sentenceOf } from '../../../../pipeline/cooccurrence/claims/equal-norm-answer.ts';

const ANSWER = { comparison: 'pool', sets_within: 60, sets_between: 140, estimate: 0.123, low: -0.05, high: 0.31, p: 0.04, answer: 'no' }; // biome-ignore format: one line

it('says how many sets were compared, the difference with its interval, p and the answer', () => {
  expect(sentenceOf(ANSWER)).toBe(
    'equal norm, pairs of the pool: 60 within less 140 between 0.12 SD (-0.050 to 0.31), p 0.040: no',
  );
});

it('says of sampled sets that they are no test, and of numbers that are missing that there are none', () => {
  expect(sentenceOf({ ...ANSWER, comparison: 'sets', low: null, high: null, p: null })).toBe(
    'equal norm, sampled sets (no test: a cluster may hold copies): 60 within less 140 between 0.12 SD (no interval), no p: no',
  );
});

it('says that there is no answer where there is none', () => {
  expect(answerSentences([])).toEqual([
    'equal norm: there are not sets both of one kept cluster and of two to compare',
  ]);
});
