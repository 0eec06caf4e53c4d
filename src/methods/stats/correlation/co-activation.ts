/**
 * How often two features are active at the same token, against how often each is: from N tokens, counts n_a, n_b and n_ab,
 *
 * jaccard  n_ab / (n_a + n_b − n_ab)
 * phi      (N n_ab − n_a n_b) / √(n_a n_b (N − n_a)(N − n_b)), Pearson's r of the two 0/1 columns
 * ppmi     max(0, log2(N n_ab / (n_a n_b)))
 * p        upper tail of chi-square with 1 df at N phi² (tokens of one text are not independent: a lower bound)
 *
 * A feature that is never or always active has no phi: NaN. One that is never active has no jaccard with another such one.
 */
import { chi2Tail } from '../tails/chi2-tail.ts';

export interface CoActivation {
  readonly jaccard: number;
  readonly phi: number;
  readonly ppmi: number;
  readonly p: number;
}

export function coActivation(nTokens: number, countA: number, countB: number, countBoth: number): CoActivation {
  const counts = [nTokens, countA, countB, countBoth];
  const possible = countBoth <= Math.min(countA, countB) && countA + countB - countBoth <= nTokens && countBoth >= 0;
  if (!counts.every(Number.isInteger) || !possible) {
    throw new RangeError(
      `coActivation: counts ${counts.join(', ')}, expected whole numbers with both ≤ each ≤ their union ≤ tokens`,
    );
  }
  const spread = countA * countB * (nTokens - countA) * (nTokens - countB);
  const phi = spread === 0 ? Number.NaN : clip((nTokens * countBoth - countA * countB) / Math.sqrt(spread));
  return {
    jaccard: countA + countB === 0 ? Number.NaN : countBoth / (countA + countB - countBoth),
    phi,
    ppmi: countBoth === 0 ? 0 : Math.max(0, Math.log2((nTokens * countBoth) / (countA * countB))),
    p: Number.isNaN(phi) ? Number.NaN : chi2Tail(nTokens * phi * phi, 1),
  };
}

/** Tokens in both of two ascending lists. */
export function countBoth(left: Int32Array, right: Int32Array): number {
  let count = 0;
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const step = left[i] - right[j];
    if (step === 0) count++;
    if (step <= 0) i++;
    if (step >= 0) j++;
  }
  return count;
}

function clip(value: number): number {
  return Math.min(1, Math.max(-1, value));
}
