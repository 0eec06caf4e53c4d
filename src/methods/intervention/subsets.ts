/** Subsets of features: how many there are, all of them, or a seeded draw without repeats. */
import { type Random, shuffle } from '../../random.ts';

/** Number of ways to choose k of n; exact up to 2^53, Infinity past it. */
export function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let ways = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) {
    ways = (ways * (n - i + 1)) / i;
    if (ways > Number.MAX_SAFE_INTEGER) return Number.POSITIVE_INFINITY;
  }
  return Math.round(ways);
}

/** Every subset of size k, items in their order, subsets in lexicographic order. */
export function combinations(items: readonly number[], k: number): number[][] {
  if (k === 0) return [[]];
  return items.flatMap((item, i) => combinations(items.slice(i + 1), k - 1).map((rest) => [item, ...rest]));
}

/** A subset of size k, each equally likely; items in their order. */
export function drawSubset(items: readonly number[], k: number, rng: Random): number[] {
  const order = shuffle(
    Int32Array.from(items, (_, i) => i),
    rng,
  );
  return Array.from(order.slice(0, k))
    .sort((a, b) => a - b)
    .map((i) => items[i]);
}

/**
 * Distinct subsets from a drawing rule: `count` of them, or every one there is when there are no more.
 * @param total how many distinct subsets the rule can give; @param all lists them, called only when they are few
 */
export function distinctSubsets(
  count: number,
  total: number,
  all: () => number[][],
  draw: () => number[],
): readonly number[][] {
  if (total <= count) return all();
  const found = new Map<string, number[]>();
  while (found.size < count) {
    const subset = draw();
    found.set(subset.join(), subset);
  }
  return [...found.values()];
}
