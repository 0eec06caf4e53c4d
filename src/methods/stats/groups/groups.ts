/**
 * Sums that every comparison of groups needs: sizes, means, variances, and the sums of squares between and within.
 * Means are corrected by the mean of their deviations, so an offset common to all values costs no digits.
 */

interface GroupSums {
  readonly sizes: readonly number[];
  readonly means: readonly number[];
  /** Sum of squared deviations from the group's own mean, per group. */
  readonly deviations: readonly number[];
  readonly n: number;
  readonly grandMean: number;
  readonly ssBetween: number;
  readonly ssWithin: number;
}

/** Groups may not be empty and hold finite numbers. */
export function groupSums(groups: readonly ArrayLike<number>[]): GroupSums {
  const sizes = groups.map((group) => group.length);
  groups.forEach((group, index) => {
    if (group.length === 0) throw new RangeError(`groups: group ${index} is empty, expected at least one value`);
    for (let i = 0; i < group.length; i++) {
      if (!Number.isFinite(group[i]))
        throw new RangeError(`groups: ${group[i]} in group ${index}, expected finite numbers`);
    }
  });
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const means = groups.map(mean);
  const deviations = groups.map((group, index) => squaresAround(group, means[index]));
  const origin = means[0] ?? 0;
  const grandMean = origin + means.reduce((sum, value, index) => sum + sizes[index] * (value - origin), 0) / n;
  const ssBetween = means.reduce((sum, value, index) => sum + sizes[index] * (value - grandMean) ** 2, 0);
  const ssWithin = deviations.reduce((sum, value) => sum + value, 0);
  return { sizes, means, deviations, n, grandMean, ssBetween, ssWithin };
}

/** Arithmetic mean, in two passes. Exact for equal values. */
export function mean(values: ArrayLike<number>): number {
  const first = values[0];
  let shifted = 0;
  for (let i = 0; i < values.length; i++) shifted += values[i] - first;
  return first + shifted / values.length;
}

/** Σ (x − centre)². */
export function squaresAround(values: ArrayLike<number>, centre: number): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += (values[i] - centre) ** 2;
  return total;
}

/** Each name as a number, in order of first appearance. */
export function groupNumbers(names: readonly string[]): Int32Array {
  const numbers = new Map([...new Set(names)].map((name, i) => [name, i]));
  return Int32Array.from(names, (name) => numbers.get(name) ?? 0);
}
