/**
 * Means of a pair's value over groups of pairs: all, within a cluster, between clusters, each cluster, and within minus between. A pair
 * weighs w_a·w_b, w the weights of its features: 1, or how often a feature comes up in a bootstrap draw (Snijders & Borgatti 1999,
 * Connections 22(2), 61-70; a feature drawn twice makes no pair with itself).
 */
import type { PairPool } from '../../../../src/methods/intervention/removal/removal-plan.ts';

export interface PoolMeans {
  readonly all: number;
  readonly within: number;
  readonly between: number;
  readonly difference: number;
  /** In the order of `names`. */
  readonly clusters: readonly number[];
}

/** @param values [N]; @param clusters cluster of each feature; @param names clusters to report; @returns NaN for a group without pairs */
export function poolMeans(
  pairs: PairPool['pairs'],
  values: Float64Array,
  clusters: ArrayLike<number>,
  names: readonly number[],
  weights?: Float64Array,
): PoolMeans {
  let [between, betweenWeight] = [0, 0];
  const place = new Map(names.map((name, i) => [name, i]));
  const sums = new Float64Array(names.length);
  const shares = new Float64Array(names.length);
  for (let n = 0; n < pairs.length; n++) {
    const [a, b] = pairs[n];
    const weight = weights === undefined ? 1 : weights[a] * weights[b];
    if (weight === 0) continue;
    if (clusters[a] === clusters[b]) {
      const i = place.get(clusters[a]);
      if (i === undefined) throw new RangeError(`poolMeans: cluster ${clusters[a]} is not named`);
      sums[i] += weight * values[n];
      shares[i] += weight;
    } else {
      between += weight * values[n];
      betweenWeight += weight;
    }
  }
  const within = total(sums) / total(shares);
  return {
    all: (total(sums) + between) / (total(shares) + betweenWeight),
    within,
    between: between / betweenWeight,
    difference: within - between / betweenWeight,
    clusters: Array.from(sums, (sum, i) => sum / shares[i]),
  };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
