/**
 * One statistic beside its replicates under a null: mean and standard deviation (divisor B - 1) of the replicates, z, and
 *   p = (1 + #{replicates at least as large}) / (1 + B),
 * one-sided and never 0 (Phipson and Smyth, Stat. Appl. Genet. Mol. Biol. 9, 2010). A replicate in which the statistic does not
 * exist (no clusters, say) counts as smaller than any number; mean and deviation are of the others, and the note says how many.
 */
import { quantile } from '../../../../src/methods/stats/ranks.ts';

interface Summary {
  readonly observed: number | null;
  readonly mean: number | null;
  readonly median: number | null;
  readonly sd: number | null;
  /** Quantiles at 2.5 % and 97.5 % of the replicates that have the statistic. */
  readonly low: number | null;
  readonly high: number | null;
  readonly z: number | null;
  readonly p: number | null;
  readonly replicates: number;
  readonly note: string | null;
}

/** Values this close, relatively, count as equal: the same number reached through float32 and float64. */
const TIE = 1e-9;

/** NaN, observed or in a replicate, means that the statistic does not exist there. */
export function summarise(observed: number, replicates: ArrayLike<number>): Summary {
  const count = replicates.length;
  const defined = Array.from(replicates).filter((value) => !Number.isNaN(value));
  for (const value of [...defined, ...(Number.isNaN(observed) ? [] : [observed])])
    if (!Number.isFinite(value)) throw new RangeError(`summarise: ${value}, expected a finite number or NaN`);
  const mean = defined.length === 0 ? null : defined.reduce((sum, x) => sum + x, 0) / defined.length;
  const sd =
    mean === null || defined.length < 2
      ? null
      : Math.sqrt(defined.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (defined.length - 1));
  const [low, median, high] =
    defined.length === 0 ? [null, null, null] : [0.025, 0.5, 0.975].map((share) => quantile(defined, share));
  const missing =
    defined.length === count ? [] : [`it does not exist in ${count - defined.length} of ${count} replicates`];
  if (Number.isNaN(observed)) {
    return {
      observed: null,
      mean,
      median,
      sd,
      low,
      high,
      z: null,
      p: null,
      replicates: count,
      note: ['it does not exist in this study', ...missing].join('; '),
    };
  }
  const tie = TIE * Math.abs(observed);
  const asLarge = defined.filter((value) => value >= observed - tie).length;
  const z = mean !== null && sd !== null && sd > TIE * Math.abs(mean) ? (observed - mean) / sd : null;
  const flat = z !== null || defined.length < 2 ? [] : ['it is the same in every replicate'];
  const few = defined.length >= 2 ? [] : ['too few replicates have it for a mean and a deviation'];
  const note = [...missing, ...flat, ...few].join('; ');
  return {
    observed,
    mean,
    median,
    sd,
    low,
    high,
    z,
    p: count === 0 ? null : (1 + asLarge) / (1 + count),
    replicates: count,
    note: note === '' ? null : note,
  };
}

/** Columns of the table null_statistic. */

export interface NullRow extends Summary {
  readonly null: string;
  readonly statistic: string;
}

/**
 * Every statistic of one null.
 * @param observed [S] @param replicates [B, S] row-major
 * @param whyNotApplicable why a statistic says nothing under this null; null where it does
 */
export function summaries(
  kind: string,
  names: readonly string[],
  observed: ArrayLike<number>,
  replicates: Float64Array,
  whyNotApplicable: (statistic: string) => string | null = () => null,
): NullRow[] {
  const count = replicates.length / names.length;
  return names.map((statistic, s) => {
    const reason = whyNotApplicable(statistic);
    const own = Float64Array.from({ length: reason === null ? count : 0 }, (_, k) => replicates[k * names.length + s]);
    const summary = summarise(observed[s], own);
    return { null: kind, statistic, ...summary, note: reason ?? summary.note };
  });
}
