/**
 * Adjusted mutual information of two partitions of the same nodes (Vinh, Epps and Bailey 2010, https://jmlr.org/papers/v11/vinh10a.html):
 * (I − E[I]) / (mean of the two entropies − E[I]), E[I] over partitions with the same sizes of clusters dealt at random (hypergeometric).
 * 1 = equal, 0 = what chance gives with these sizes; arithmetic mean, as scikit-learn. Where chance leaves no room (both all in one cluster, or all
 * alone) equal partitions have 1.
 */
import { contingency } from './partition-agreement.ts';

/** Of the denominator: rounding of sums of logarithms. */
const NO_ROOM = 1e-12;

/** Labels [N] each, N ≥ 1. */
export function adjustedMutualInformation(one: Int32Array, two: Int32Array): number {
  const { n, one: rows, two: columns, cells } = contingency(one, two);
  if (n < 1) throw new RangeError('adjustedMutualInformation: 0 nodes, expected at least 1');
  const [a, b] = [[...rows.values()], [...columns.values()]];
  const mean = (entropy(a, n) + entropy(b, n)) / 2;
  const expected = expectedInformation(a, b, n);
  if (mean - expected <= NO_ROOM) return 1;
  let shared = 0;
  for (const { one: i, two: j, count } of cells) {
    const product = (rows.get(i) ?? 0) * (columns.get(j) ?? 0);
    shared += (count / n) * Math.log((n * count) / product);
  }
  return (shared - expected) / (mean - expected);
}

function entropy(sizes: readonly number[], n: number): number {
  return sizes.reduce((sum, size) => sum - (size / n) * Math.log(size / n), 0);
}

/** E[I]: Σ over pairs of clusters and the nodes that they may share. Pairs of equal sizes have equal terms. */
function expectedInformation(a: readonly number[], b: readonly number[], n: number): number {
  const logFactorial = new Float64Array(n + 1);
  for (let k = 1; k <= n; k++) logFactorial[k] = logFactorial[k - 1] + Math.log(k);
  let expected = 0;
  for (const [x, timesX] of counts(a))
    for (const [y, timesY] of counts(b)) {
      const fixed = logFactorial[x] + logFactorial[y] + logFactorial[n - x] + logFactorial[n - y] - logFactorial[n];
      for (let k = Math.max(1, x + y - n); k <= Math.min(x, y); k++) {
        const dealt = logFactorial[k] + logFactorial[x - k] + logFactorial[y - k] + logFactorial[n - x - y + k];
        expected += timesX * timesY * (k / n) * Math.log((n * k) / (x * y)) * Math.exp(fixed - dealt);
      }
    }
  return expected;
}

function counts(sizes: readonly number[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const size of sizes) found.set(size, (found.get(size) ?? 0) + 1);
  return found;
}
