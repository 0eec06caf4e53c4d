/**
 * Exact two-sided p of a rank correlation of few values: the share of all n! ways of pairing the two rankings, ties at their mean rank, in
 * which |Σ xy − its mean| is at least as large as observed. For fewer than EXACT_BELOW values Student's distribution is far off: five values
 * in the same order have r = 1 and so p = 0 by it, and 2/120 in truth.
 *
 * Sums run over subsets of y's places, one place of x after the other, as counts of each whole number that 4 Σ xy can be (mean ranks are
 * halves), so ties and rounding cost nothing: n 2^n states. The counts belong to the two patterns of ties and are kept.
 */
import { rank } from '../ranks.ts';

/** As many values have Student's p. */
export const EXACT_BELOW = 10;

/** Of two patterns of ties: by 4 Σ xy, in how many of n! pairings. */
const known = new Map<string, ReadonlyMap<number, number>>();

/** @returns NaN where either does not vary @throws RangeError for EXACT_BELOW values or more */
export function rankPermutationP(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const n = x.length;
  if (n >= EXACT_BELOW || y.length !== n)
    throw new RangeError(`rankPermutationP: ${n} and ${y.length} values, expected as many, below ${EXACT_BELOW}`);
  const [a, b] = [doubled(x), doubled(y)];
  if (a.every((value) => value === a[0]) || b.every((value) => value === b[0])) return Number.NaN;
  // The mean of doubled ranks is n + 1, so that of a sum of products over all pairings is n (n + 1)².
  const mean = n * (n + 1) ** 2;
  const distance = Math.abs(a.reduce((sum, value, i) => sum + value * b[i], 0) - mean);
  let [all, asFar] = [0, 0];
  for (const [sum, count] of pairings(ascending(a), ascending(b))) {
    all += count;
    if (Math.abs(sum - mean) >= distance) asFar += count;
  }
  return asFar / all;
}

function doubled(values: ArrayLike<number>): Float64Array {
  return rank(values).ranks.map((value) => 2 * value);
}

function ascending(values: Float64Array): Float64Array {
  return values.slice().sort();
}

function pairings(a: Float64Array, b: Float64Array): ReadonlyMap<number, number> {
  const key = `${a.join()}/${b.join()}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const n = a.length;
  const counts = Array.from({ length: 2 ** n }, () => new Map<number, number>());
  counts[0].set(0, 1);
  for (let taken = 0; taken < counts.length - 1; taken++) {
    const place = bits(taken);
    for (let j = 0; j < n; j++) {
      if ((taken & (1 << j)) !== 0) continue;
      const next = counts[taken | (1 << j)];
      for (const [sum, count] of counts[taken]) {
        const more = sum + a[place] * b[j];
        next.set(more, (next.get(more) ?? 0) + count);
      }
    }
  }
  const found = counts[counts.length - 1];
  known.set(key, found);
  return found;
}

function bits(value: number): number {
  let count = 0;
  for (let rest = value; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}
