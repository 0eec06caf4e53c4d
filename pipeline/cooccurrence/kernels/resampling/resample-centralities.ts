/**
 * The main measures on networks of fewer prompts: rank intervals from subsamples at the study's share, and the
 * case-dropping curve over growing shares left out.
 */
import type { Measure } from '../../../../src/methods/graph/centrality/measures.ts';
import { quantile, rank } from '../../../../src/methods/stats/ranks.ts';
import { random } from '../../../../src/random.ts';
import { DROPPED, type DropRow, dropRow, stabilityCoefficient } from './case-dropping.ts';
import { type Resampling, subsample, subsampled } from './resample-partitions.ts';

export interface MeasureRepeats {
  readonly measure: string;
  readonly weighted: boolean;
  /** [N]; empty without subsamples. */
  readonly intervals: readonly RankInterval[];
  /** One per share left out that leaves enough prompts. */
  readonly drops: readonly DropRow[];
  /** Correlation-stability coefficient; NaN without drops. */
  readonly cs: number;
}

interface CentralityRepeatOptions {
  readonly subsamples: number;
  readonly share: number;
  /** Replicates for each share left out. */
  readonly drops: number;
  readonly seed: number;
}

/** `reference`: the main measures over all prompts. */
export async function centralityRepeats(
  reference: readonly Measure[],
  resampling: Resampling<{ readonly measures: readonly Measure[] }>,
  options: CentralityRepeatOptions,
): Promise<MeasureRepeats[]> {
  const { subsamples: count, share, seed } = options;
  const subsamples = await subsampled(resampling, { count, share, seed });
  const dropped: { drop: number; replicates: { readonly measures: readonly Measure[] }[] }[] = [];
  for (const drop of DROPPED) {
    const draws = Array.from({ length: options.drops }, (_, k) =>
      subsample(resampling.strata, 1 - drop, random(seed, 'drop', drop, k)),
    );
    // Every draw of a share has the same size.
    if (draws.length === 0 || draws[0].length < resampling.least) continue;
    dropped.push({ drop, replicates: await Promise.all(draws.map(resampling.over)) });
  }
  return reference.map(({ measure, weighted, values }, at) => {
    const of = (found: readonly { readonly measures: readonly Measure[] }[]) =>
      found.map(({ measures }) => measures[at].values);
    const drops = dropped.map(({ drop, replicates }) => dropRow(drop, values, of(replicates)));
    return {
      measure,
      weighted,
      intervals: subsamples.length === 0 ? [] : rankIntervals(values, of(subsamples)),
      drops,
      cs: drops.length === 0 ? Number.NaN : stabilityCoefficient(drops),
    };
  });
}

/**
 * Ranks of features under a measure, 1 the largest, ties at their mean rank, with the interval that the middle 95 % of
 * replicates span. Overlapping intervals mean that the order of two features is not established.
 */
interface RankInterval {
  readonly rank: number;
  readonly low: number;
  readonly high: number;
}

/** `original` [N]; `replicates`: at least one [N]. Replicates that lack the measure have no ranks. Returns [N], or nothing where none has it. */
export function rankIntervals(original: Float64Array, replicates: readonly Float64Array[]): RankInterval[] {
  if (replicates.length === 0) throw new RangeError('rankIntervals: no replicates, expected at least one');
  const descending = (values: Float64Array): Float64Array => rank(values.map((x) => -x)).ranks;
  const exists = (values: Float64Array): boolean => !values.some(Number.isNaN);
  const ranks = replicates.filter(exists).map(descending);
  if (!exists(original) || ranks.length === 0) return [];
  return Array.from(descending(original), (value, i) => {
    const seen = ranks.map((of) => of[i]);
    return { rank: value, low: quantile(seen, 0.025), high: quantile(seen, 0.975) };
  });
}
