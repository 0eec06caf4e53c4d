/**
 * The main measures on networks of fewer prompts: rank intervals from subsamples at the study's share, and the
 * case-dropping curve over growing shares left out. Prompts are drawn within strata (subsample.ts).
 */

import type { Measure } from '../../../../src/methods/graph/centrality/measures.ts';
import { random } from '../../../../src/random.ts';
import { DROPPED, type DropRow, dropRow, stabilityCoefficient } from './case-dropping.ts';
import { type RankInterval, rankIntervals } from './rank-intervals.ts';
import { type Resampling, subsampled } from './resample-partitions.ts';
import { subsample } from './resample-prompts.ts';

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

export interface CentralityRepeatOptions {
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
