/**
 * Cluster-wise stability (Hennig, Comput. Stat. Data Anal. 52, 2007): for each cluster of a reference, the largest Jaccard
 * similarity |A ∩ B| / |A ∪ B| with any cluster of a repeat, averaged over repeats; and the share of repeats where it is at
 * least RECOVERED. Hennig reads a mean of 0.75 or more as a stable cluster, under 0.5 as dissolved.
 */

import { contingency } from './partition-agreement.ts';

/** Jaccard similarity from which a cluster counts as found again. */
const RECOVERED = 0.75;

export interface Recovery {
  readonly cluster: number;
  /** Mean over repeats of the best Jaccard similarity. */
  readonly jaccard: number;
  /** Share of repeats whose best is at least RECOVERED. */
  readonly recovered: number;
}

/** Labels [N] of the reference and of each repeat, at least one. Clusters come ascending by label. */
export function recovery(reference: Int32Array, repeats: readonly Int32Array[]): Recovery[] {
  if (repeats.length === 0) throw new RangeError('recovery: no repeats, expected at least one');
  const clusters = [...new Set(reference)].sort((x, y) => x - y);
  const sums = new Map(clusters.map((cluster) => [cluster, { jaccard: 0, recovered: 0 }]));
  for (const repeat of repeats) {
    const { one, two, cells } = contingency(reference, repeat);
    const best = new Map<number, number>();
    for (const cell of cells) {
      const union = (one.get(cell.one) ?? 0) + (two.get(cell.two) ?? 0) - cell.count;
      best.set(cell.one, Math.max(best.get(cell.one) ?? 0, cell.count / union));
    }
    for (const [cluster, jaccard] of best) {
      const sum = sums.get(cluster);
      if (sum === undefined) continue;
      sum.jaccard += jaccard;
      if (jaccard >= RECOVERED) sum.recovered++;
    }
  }
  return [...sums].map(([cluster, { jaccard, recovered }]) => ({
    cluster,
    jaccard: jaccard / repeats.length,
    recovered: recovered / repeats.length,
  }));
}

/**
 * How often repeats of a clustering put two features together, and how undecided that leaves each feature.
 *
 * together   share p of repeats in which both ends of a tie are in one cluster
 * ambiguity  4 p (1 - p) of a tie, 0 when all repeats agree, 1 when half do; of a feature, the mean over its ties.
 *            A feature without ties is always alone: 0.
 *
 * Ends [ties] and labels [N] of each repeat, at least one. Returns [ties].
 */
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
