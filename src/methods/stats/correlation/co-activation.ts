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
import { chi2Tail } from '../tails/tails.ts';

interface CoActivation {
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

/**
 * Tokens at which both of two are active, of every pair (a[k], b[k]) of ascending lists. The tokens of a are marked and those of b looked
 * up, so that pairs with the same a, one after another, mark them once.
 */
export function countsOfBoth(
  tokens: readonly Int32Array[],
  { a, b }: { readonly a: Int32Array; readonly b: Int32Array },
): Int32Array {
  const marks = new Uint8Array(tokens.reduce((most, list) => Math.max(most, (list.at(-1) ?? -1) + 1), 0));
  const counts = new Int32Array(a.length);
  let marked = -1;
  for (let pair = 0; pair < a.length; pair++) {
    if (a[pair] !== marked) {
      if (marked >= 0) for (const token of tokens[marked]) marks[token] = 0;
      marked = a[pair];
      for (const token of tokens[marked]) marks[token] = 1;
    }
    const others = tokens[b[pair]];
    let count = 0;
    for (let k = 0; k < others.length; k++) count += marks[others[k]];
    counts[pair] = count;
  }
  return counts;
}

function clip(value: number): number {
  return Math.min(1, Math.max(-1, value));
}
