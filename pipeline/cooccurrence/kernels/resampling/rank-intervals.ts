/**
 * Ranks of features under a measure, 1 the largest, ties at their mean rank, with the interval that the middle 95 % of
 * replicates span. Overlapping intervals mean that the order of two features is not established.
 */
import { quantile, rank } from '../../../../src/methods/stats/ranks.ts';

export interface RankInterval {
  readonly rank: number;
  readonly low: number;
  readonly high: number;
}

/** `original` [N]; `replicates`: at least one [N]. Returns [N]. */
export function rankIntervals(original: Float64Array, replicates: readonly Float64Array[]): RankInterval[] {
  if (replicates.length === 0) throw new RangeError('rankIntervals: no replicates, expected at least one');
  const descending = (values: Float64Array): Float64Array => rank(values.map((x) => -x)).ranks;
  const ranks = replicates.map(descending);
  return Array.from(descending(original), (value, i) => {
    const seen = ranks.map((of) => of[i]);
    return { rank: value, low: quantile(seen, 0.025), high: quantile(seen, 0.975) };
  });
}
