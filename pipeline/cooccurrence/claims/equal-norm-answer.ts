/** What the comparison of sets at equal norm comes to, in a sentence of the run's output, or why there is none. */
import { DISTINCT } from '../kernels/steering/near-parallel.ts';
import type { CooccurrenceStudy } from '../settings.ts';

/** A row of the query answer_equal_norm. */
export interface EqualNormAnswer {
  readonly comparison: string;
  readonly sets_within: number;
  readonly sets_between: number;
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
  readonly answer: string;
}

export function sentenceOf(row: EqualNormAnswer): string {
  const what = row.comparison === 'pool' ? 'pairs of the pool' : 'sampled sets (no test: a cluster may hold copies)';
  const [low, high, p] = [row.low, row.high, row.p].map((value) => value?.toPrecision(2));
  const interval = low === undefined || high === undefined ? 'no interval' : `${low} to ${high}`;
  return `equal norm, ${what}: ${row.sets_within} within less ${row.sets_between} between ${row.estimate.toFixed(2)} SD (${interval}), ${p === undefined ? 'no p' : `p ${p}`}: ${row.answer}`;
}

/** Of every answer, or that there is none. */
export function answerSentences(answers: readonly EqualNormAnswer[]): string[] {
  const none = 'equal norm: there are not sets both of one kept cluster and of two to compare';
  return answers.length === 0 ? [none] : answers.map(sentenceOf);
}

/** Why there are no pairs at equal norm to decide by. */
export function setsMissing({ pool_pairs: pairs, pool_max_cosine: limit }: CooccurrenceStudy['steering']): string {
  if (pairs === 0) return 'No pool of pairs was steered at equal norm (steering.pool_pairs is 0), and other sets differ in more than their clusters.'; // biome-ignore format: one line
  if (limit > DISTINCT) return `The pool may hold features that write nearly one direction (steering.pool_max_cosine above ${DISTINCT}), which do more or less damage together for that alone.`; // biome-ignore format: one line
  return `Two kept clusters with two features each that write different directions (|cosine| of decoder rows at most ${limit}) are needed, and damage that varies.`; // biome-ignore format: one line
}
