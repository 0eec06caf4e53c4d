/**
 * Everything that the replicates of one null say: each statistic beside them with p, their histograms, and which edges survive (not under
 * rewiring, which has no correlations).
 */
import type { PromptMatrix } from '../matrix/prompt-matrix.ts';
import { type HistogramRow, histograms } from './histogram.ts';
import { whyNotApplicable } from './not-applicable.ts';
import type { NullKind } from './null-kinds.ts';
import { type NullInput, namesOf } from './replicates.ts';
import type { NullRun } from './run-null.ts';
import { type NullRow, summaries } from './summary.ts';
import { type SurvivalRow, survivalRows } from './survival-rows.ts';

/** Of the larger side: half of 5 %. */
const LEVEL = 0.025;

export interface RowsOfNull {
  readonly statistics: readonly NullRow[];
  readonly bins: readonly HistogramRow[];
  readonly survival: readonly SurvivalRow[];
}

export interface ObservedStudy {
  readonly nullInput: NullInput;
  /** [S] in the order of namesOf. */
  readonly observed: ArrayLike<number>;
  readonly matrix: PromptMatrix;
}

export function nullRows(
  kind: NullKind,
  { nullInput, observed, matrix }: ObservedStudy,
  { values, counts }: NullRun,
): RowsOfNull {
  const names = namesOf(nullInput);
  const none = (statistic: string) => whyNotApplicable(kind, statistic);
  return {
    statistics: summaries(kind, names, observed, values, none),
    bins: histograms(kind, names, values, none),
    survival: kind === 'rewire' ? [] : survivalRows(kind, matrix, nullInput, counts),
  };
}

/** Of a null that cannot be asked: every statistic with the reason, and nothing beside it. */
export function unaskedRows(
  kind: NullKind,
  { nullInput, observed }: Omit<ObservedStudy, 'matrix'>,
  reason: string,
): RowsOfNull {
  const statistics = summaries(kind, namesOf(nullInput), observed, new Float64Array(0), () => reason);
  return { statistics, bins: [], survival: [] };
}

/** How many of the statistics that have a p are larger than all but LEVEL of the replicates. */
export function exceedNote(kind: NullKind, statistics: readonly Pick<NullRow, 'p'>[], replicates: number): string {
  const asked = statistics.flatMap(({ p }) => (p === null ? [] : [p]));
  const larger = asked.filter((p) => p <= LEVEL).length;
  return `${kind}: ${larger} of ${asked.length} statistics exceed ${100 * (1 - LEVEL)} % of ${replicates} replicates`;
}
