/**
 * Everything that the replicates of one null say: each statistic beside them with p, their histograms, and which edges survive (not under
 * rewiring, which has no correlations).
 */
import type { PromptMatrix } from '../matrix/prompt-matrix.ts';
import type { Asked, Density } from './density.ts';
import { type SurvivalRow, survivalRows } from './edge-evidence.ts';
import type { NullKind } from './null-kinds.ts';
import { whyNotApplicable } from './null-kinds.ts';
import { askedOf, type NullInput } from './replicates.ts';
import type { NullRun } from './run-null.ts';
import { type NullRow, summaries } from './summary.ts';

/** Of the larger side: half of 5 %. */
const LEVEL = 0.025;

export interface RowsOfNull {
  readonly statistics: readonly NullRow[];
  readonly bins: readonly HistogramRow[];
  readonly survival: readonly SurvivalRow[];
}

interface ObservedStudy {
  readonly nullInput: NullInput;
  /** [S] in the order of askedOf. */
  readonly observed: ArrayLike<number>;
  readonly matrix: PromptMatrix;
}

export function nullRows(
  kind: NullKind,
  { nullInput, observed, matrix }: ObservedStudy,
  { values, counts }: NullRun,
): RowsOfNull {
  const asked = askedOf(nullInput);
  const none = (statistic: string) => whyNotApplicable(kind, statistic);
  return {
    statistics: summaries(kind, asked, observed, values, none),
    bins: histograms(kind, asked, values, none),
    survival: kind === 'rewire' ? [] : survivalRows(kind, matrix, nullInput, counts),
  };
}

/** Of a null that cannot be asked: every statistic with the reason, and nothing beside it. */
export function unaskedRows(
  kind: NullKind,
  { nullInput, observed }: Omit<ObservedStudy, 'matrix'>,
  reason: string,
): RowsOfNull {
  const statistics = summaries(kind, askedOf(nullInput), observed, new Float64Array(0), () => reason);
  return { statistics, bins: [], survival: [] };
}

/** How many of the statistics that have a p are larger than all but LEVEL of the replicates, each at the density that claims read. */
export function exceedNote(
  kind: NullKind,
  statistics: readonly Pick<NullRow, 'p' | 'decides'>[],
  replicates: number,
): string {
  const asked = statistics.flatMap(({ p, decides }) => (p === null || !decides ? [] : [p]));
  const larger = asked.filter((p) => p <= LEVEL).length;
  return `${kind}: ${larger} of ${asked.length} statistics exceed ${100 * (1 - LEVEL)} % of ${replicates} replicates`;
}

/**
 * The replicates of one statistic in equal bins from the smallest to the largest, for the picture of observed against null.
 * A bin holds low ≤ x < high, the last also its high end. Replicates that are equal, or so near that bins between them would not be
 * numbers of their own, make one bin. Replicates in which the statistic does not exist (NaN) are in no bin.
 */
interface HistogramRow {
  readonly null: string;
  readonly statistic: string;
  readonly density: Density;
  /** From 0. */
  readonly bin: number;
  readonly low: number;
  readonly high: number;
  readonly replicates: number;
}

/** Enough to show two humps among a thousand replicates. */
const N_BINS = 24;

export function histogram(values: ArrayLike<number>): Omit<HistogramRow, 'null' | keyof Asked>[] {
  const defined = Array.from(values).filter((value) => !Number.isNaN(value));
  if (defined.length === 0) return [];
  const low = defined.reduce((least, value) => Math.min(least, value));
  const high = defined.reduce((largest, value) => Math.max(largest, value));
  if (!Number.isFinite(low) || !Number.isFinite(high))
    throw new RangeError(`histogram: ${low} to ${high}, expected finite numbers or NaN`);
  // Weighted, not low plus a part of the range: the range of two finite numbers may be beyond the largest one.
  const edges = Array.from({ length: N_BINS + 1 }, (_, bin) => low * (1 - bin / N_BINS) + high * (bin / N_BINS));
  if (edges.some((edge, bin) => bin > 0 && !(edge > edges[bin - 1])))
    return [{ bin: 0, low, high, replicates: defined.length }];
  const counts = new Int32Array(N_BINS);
  for (const value of defined) counts[binOf(value, edges)]++;
  return Array.from(counts, (replicates, bin) => ({ bin, low: edges[bin], high: edges[bin + 1], replicates }));
}

/** By the edges themselves: a division would put a value that stands on an edge to one of its sides by how it rounds. */
function binOf(value: number, edges: readonly number[]): number {
  let bin = 0;
  while (bin < edges.length - 2 && value >= edges[bin + 1]) bin++;
  return bin;
}

/**
 * Of every statistic of one null that asks something.
 * @param replicates [B, S] row-major
 * @param whyNotApplicable why a statistic says nothing under this null; null where it does
 */
export function histograms(
  kind: string,
  asked: readonly Asked[],
  replicates: Float64Array,
  whyNotApplicable: (statistic: string) => string | null,
): HistogramRow[] {
  const count = replicates.length / asked.length;
  return asked.flatMap(({ statistic, density }, s) => {
    if (whyNotApplicable(statistic) !== null) return [];
    const own = Float64Array.from({ length: count }, (_, k) => replicates[k * asked.length + s]);
    return histogram(own).map((bin) => ({ null: kind, statistic, density, ...bin }));
  });
}
