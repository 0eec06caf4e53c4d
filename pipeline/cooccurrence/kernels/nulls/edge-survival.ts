/**
 * Which edges survive which null. For an observed pair: p = (1 + number of pool values of |r| at least as large) / (1 + pool), where the pool
 * is |r| of all pairs of the same stratum in all replicates. Strata group pairs by how much their two features' activations vary, since a
 * feature that is nearly constant follows the gradient closely in any direction and correlates more. Pooling gives p the resolution
 * that q over all pairs needs: a thousand replicates of one pair could not.
 *
 * The pool is kept as counts in BINS equal bins of |r|, so memory does not grow with replicates; p is that of a bin's lower edge, which
 * is never smaller than the exact one.
 */
const BINS = 2000;

/** Groups of features by the spread of their activations; pairs of groups are the strata. */
export const GROUPS = 4;

/** [F] group 0 … GROUPS - 1 of each feature, equal in size, by rank of its trait; ties by number. */
export function traitGroups(trait: Float64Array): Int32Array {
  for (const value of trait)
    if (!Number.isFinite(value)) throw new RangeError(`traitGroups: ${value}, expected a finite number`);
  const order = Int32Array.from(trait.keys()).sort((a, b) => trait[a] - trait[b] || a - b);
  const groups = new Int32Array(trait.length);
  order.forEach((feature, rank) => {
    groups[feature] = Math.floor((rank * GROUPS) / trait.length);
  });
  return groups;
}

/** Stratum of a pair, the same for both orders. */
export function pairStratum(a: number, b: number): number {
  return Math.min(a, b) * GROUPS + Math.max(a, b);
}

/** [GROUPS · GROUPS, BINS] counts of |r|. */
export function emptyCounts(): Float64Array {
  return new Float64Array(GROUPS * GROUPS * BINS);
}

interface Pairs {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly r: Float64Array;
}

export function addCounts(counts: Float64Array, { a, b, r }: Pairs, groups: Int32Array): void {
  for (let k = 0; k < r.length; k++) counts[pairStratum(groups[a[k]], groups[b[k]]) * BINS + binOf(r[k])]++;
}

/** [pairs] p of each observed pair. */
export function pairP(counts: Float64Array, { a, b, r }: Pairs, groups: Int32Array): Float64Array {
  const tails = counts.slice();
  for (let stratum = 0; stratum < GROUPS * GROUPS; stratum++)
    for (let bin = BINS - 2; bin >= 0; bin--) tails[stratum * BINS + bin] += tails[stratum * BINS + bin + 1];
  return r.map((value, k) => {
    const at = pairStratum(groups[a[k]], groups[b[k]]) * BINS;
    return (1 + tails[at + binOf(value)]) / (1 + tails[at]);
  });
}

function binOf(r: number): number {
  return Math.min(BINS - 1, Math.floor(Math.abs(r) * BINS));
}
