/**
 * How often repeats of a clustering put two features together, and how undecided that leaves each feature.
 *
 * together   share p of repeats in which both ends of a tie are in one cluster
 * ambiguity  4 p (1 - p) of a tie, 0 when all repeats agree, 1 when half do; of a feature, the mean over its ties.
 *            A feature without ties is always alone: 0.
 */

/** Ends [ties] and labels [N] of each repeat, at least one. Returns [ties]. */
export function together(a: Int32Array, b: Int32Array, repeats: readonly Int32Array[]): Float64Array {
  if (repeats.length === 0) throw new RangeError('together: no repeats, expected at least one');
  return Float64Array.from(a, (_, tie) => {
    let count = 0;
    for (const labels of repeats) if (labels[a[tie]] === labels[b[tie]]) count++;
    return count / repeats.length;
  });
}

/** `share` [ties] as from `together`. Returns [n]. */
export function ambiguity(n: number, a: Int32Array, b: Int32Array, share: Float64Array): Float64Array {
  const sums = new Float64Array(n);
  const ties = new Int32Array(n);
  for (let tie = 0; tie < share.length; tie++) {
    const p = share[tie];
    if (!(p >= 0 && p <= 1)) throw new RangeError(`ambiguity: share ${p} of tie ${tie}, expected 0 to 1`);
    for (const end of [a[tie], b[tie]]) {
      sums[end] += 4 * p * (1 - p);
      ties[end]++;
    }
  }
  return sums.map((sum, i) => (ties[i] === 0 ? 0 : sum / ties[i]));
}
