/**
 * Ranks from 1, ties given the mean of the ranks they span (as R's rank and scipy's rankdata), and the tie term Σ(t³ − t)
 * that rank tests correct their variance by; and quantiles.
 */

export interface Ranks {
  readonly ranks: Float64Array;
  /** Σ over groups of equal values of t³ − t; 0 without ties. */
  readonly ties: number;
}

export function rank(values: ArrayLike<number>): Ranks {
  const n = values.length;
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(values[i])) throw new RangeError(`rank: value ${i} is ${values[i]}, expected finite numbers`);
  }
  // Numbers are sorted and looked up again: sorting their places by a comparison takes three times as long.
  const sorted = new Float64Array(values).sort();
  const shared = new Float64Array(n);
  let ties = 0;
  for (let start = 0; start < n; ) {
    let end = start + 1;
    while (end < n && sorted[end] === sorted[start]) end++;
    const count = end - start;
    shared.fill((start + 1 + end) / 2, start, end);
    ties += count ** 3 - count;
    start = end;
  }
  const ranks = new Float64Array(n);
  for (let i = 0; i < n; i++) ranks[i] = shared[firstOf(sorted, values[i])];
  return { ranks, ties };
}

/** Place of the first among sorted numbers that is not below this one. */
function firstOf(sorted: Float64Array, value: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * Ranks (ties at their mean) less their mean, scaled to length 1, so that a rank correlation is an inner product; zeros when all are
 * equal.
 */
export function centredRanks(values: ArrayLike<number>): Float64Array {
  const { ranks } = rank(values);
  const mean = (ranks.length + 1) / 2;
  let squares = 0;
  for (const value of ranks) squares += (value - mean) ** 2;
  const length = Math.sqrt(squares);
  return ranks.map((value) => (length === 0 ? 0 : (value - mean) / length));
}

/** Quantile with linear interpolation between order statistics (R's type 7, numpy's default); 0.5 is the median. */
export function quantile(values: ArrayLike<number>, share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`quantile: share ${share}, expected a number in [0, 1]`);
  if (values.length === 0) throw new RangeError('quantile: no values, expected at least one');
  const sorted = Float64Array.from(values).sort();
  // Typed arrays sort NaN last.
  if (Number.isNaN(sorted[sorted.length - 1])) throw new RangeError('quantile: NaN among the values, expected numbers');
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return below === at ? sorted[below] : sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}
