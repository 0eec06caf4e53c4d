/**
 * One statistic beside its replicates under a null, in two questions. Whether a replicate has it at all (two kept clusters, say):
 *   p_exists = (1 + #{replicates that have it}) / (1 + B).
 * And how large it is among those that do: their mean and standard deviation (divisor D - 1 of D), z, and
 *   p = (1 + #{of them at least as large}) / (1 + D),
 * one-sided and never 0 (Phipson and Smyth, Stat. Appl. Genet. Mol. Biol. 9, 2010). A study whose network merely has what replicates lack
 * is thus not called larger than they are. Below LEAST replicates with the statistic there is neither p nor z, nor
 * where all replicates have it equally: that is one draw made many times.
 */
import { quantile } from '../../../../src/methods/stats/ranks.ts';
import { type Asked, decidesAt } from './density.ts';

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
  /** Replicates that have the statistic. */
  readonly defined: number;
  readonly p_exists: number | null;
  readonly note: string | null;
}

/** Replicates that p and z take. */
export const LEAST = 100;

export const TOO_FEW = `fewer than ${LEAST} replicates have it: not testable under this null`;

const SAME = 'it is the same in every replicate: one draw, and no p';

/** Values this close, relatively, count as equal: the same number reached through float32 and float64. */
const TIE = 1e-9;
/** p at which a study is said to be larger: what stands above its mean by then is a few replicates. */
const SMALL = 0.05;

/** NaN, observed or in a replicate, means that the statistic does not exist there. */
export function summarise(observed: number, replicates: ArrayLike<number>): Summary {
  const count = replicates.length;
  const own = Array.from(replicates).filter((value) => !Number.isNaN(value));
  const defined = own.length;
  for (const value of [...own, ...(Number.isNaN(observed) ? [] : [observed])])
    if (!Number.isFinite(value)) throw new RangeError(`summarise: ${value}, expected a finite number or NaN`);
  const mean = defined === 0 ? null : own.reduce((sum, x) => sum + x, 0) / defined;
  const sd =
    mean === null || defined < 2 ? null : Math.sqrt(own.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (defined - 1));
  const [low, median, high] =
    defined === 0 ? [null, null, null] : [0.025, 0.5, 0.975].map((share) => quantile(own, share));
  const there = { mean, median, sd, low, high, replicates: count, defined };
  const missing = defined === count ? [] : [`it does not exist in ${count - defined} of ${count} replicates`];
  if (Number.isNaN(observed)) {
    const note = ['it does not exist in this study', ...missing].join('; ');
    return { observed: null, ...there, z: null, p: null, p_exists: null, note };
  }
  const p_exists = count < LEAST ? null : (1 + defined) / (1 + count);
  if (defined < LEAST)
    return { observed, ...there, z: null, p: null, p_exists, note: [TOO_FEW, ...missing].join('; ') };
  const tie = TIE * Math.abs(observed);
  if (mean === null || sd === null || sd <= TIE * Math.abs(mean))
    return { observed, ...there, z: null, p: null, p_exists, note: [...missing, SAME].join('; ') };
  const p = (1 + own.filter((value) => value >= observed - tie).length) / (1 + defined);
  const score = (observed - mean) / sd;
  // A mean above all but a twentieth of its replicates is that of a few extreme ones, and so is their deviation.
  const skewed = score <= 0 && p <= SMALL;
  const why = [
    ...missing,
    ...(skewed ? ['a few replicates are so large that their mean is above nearly all: no z'] : []),
  ];
  return { observed, ...there, z: skewed ? null : score, p, p_exists, note: why.length === 0 ? null : why.join('; ') };
}

/** Columns of the table null_statistic. */

export interface NullRow extends Summary, Asked {
  readonly null: string;
  /** Whether claims about the statistic are judged at this density. */
  readonly decides: boolean;
}

/**
 * Every statistic of one null.
 * @param observed [S] @param replicates [B, S] row-major
 * @param whyNotApplicable why a statistic says nothing under this null; null where it does
 */
export function summaries(
  kind: string,
  asked: readonly Asked[],
  observed: ArrayLike<number>,
  replicates: Float64Array,
  whyNotApplicable: (statistic: string) => string | null = () => null,
): NullRow[] {
  const count = replicates.length / asked.length;
  return asked.map(({ statistic, density }, s) => {
    const reason = whyNotApplicable(statistic);
    const own = Float64Array.from({ length: reason === null ? count : 0 }, (_, k) => replicates[k * asked.length + s]);
    const summary = summarise(observed[s], own);
    const decides = decidesAt(statistic) === density;
    return { null: kind, statistic, density, decides, ...summary, note: reason ?? summary.note };
  });
}
