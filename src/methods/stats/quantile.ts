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
