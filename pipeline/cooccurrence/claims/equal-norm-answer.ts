/** What the comparison of sets at equal norm comes to, in a sentence of the run's output. */

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
  const [low, high, p] = [row.low, row.high, row.p].map((value) => value?.toPrecision(2) ?? 'none');
  return `equal norm, ${what}: ${row.sets_within} within less ${row.sets_between} between ${row.estimate.toFixed(2)} SD (${low} to ${high}), p ${p}: ${row.answer}`;
}
