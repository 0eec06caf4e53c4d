/**
 * The main measures on networks of fewer prompts: rank intervals from subsamples at the study's share, and the
 * case-dropping curve over growing shares left out. Prompts are drawn within strata (subsample.ts).
 */
import { random } from '../random.ts';
import type { Matrix } from '../stats/matrix.ts';
import { attributionNetwork } from './attribution-network.ts';
import { DROPPED, type DropRow, dropRow, stabilityCoefficient } from './case-dropping.ts';
import type { Graph } from './graph.ts';
import { type Measure, mainMeasures } from './measures.ts';
import { type RankInterval, rankIntervals } from './rank-intervals.ts';
import { subsampledNetworks } from './repeats.ts';
import type { NetworkRule } from './select-edges.ts';
import { subsample } from './subsample.ts';

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

/** Fewer prompts than this make no correlation. */
const LEAST_PROMPTS = 3;

/** `strata` [P] beside the rows of `matrix`; `advance` is called once a network. */
export function centralityRepeats(
  graph: Graph,
  matrix: Matrix,
  strata: readonly string[],
  rule: NetworkRule,
  options: CentralityRepeatOptions,
  advance: () => void,
): MeasureRepeats[] {
  const measured = (network: Graph): Measure[] => {
    advance();
    return mainMeasures(network);
  };
  const { subsamples: count, share, seed } = options;
  const subsampled = subsampledNetworks(matrix, strata, rule, { count, share, seed }).map(measured);
  const dropped = DROPPED.map((drop) => ({ drop, replicates: replicatesOf(drop) }));
  function replicatesOf(drop: number): Measure[][] {
    const found: Measure[][] = [];
    for (let k = 0; k < options.drops; k++) {
      const rows = subsample(strata, 1 - drop, random(seed, 'drop', drop, k));
      if (rows.length < LEAST_PROMPTS) break;
      found.push(measured(attributionNetwork(matrix, rule, rows).graph));
    }
    return found;
  }

  return mainMeasures(graph).map(({ measure, weighted, values }, at) => {
    const drops = dropped
      .filter(({ replicates }) => replicates.length > 0)
      .map(({ drop, replicates }) =>
        dropRow(
          drop,
          values,
          replicates.map((all) => all[at].values),
        ),
      );
    return {
      measure,
      weighted,
      intervals:
        subsampled.length === 0
          ? []
          : rankIntervals(
              values,
              subsampled.map((all) => all[at].values),
            ),
      drops,
      cs: drops.length === 0 ? Number.NaN : stabilityCoefficient(drops),
    };
  });
}
