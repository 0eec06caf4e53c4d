/**
 * Whether pairs of features inside one cluster do more damage, steered together, than pairs from two clusters:
 *   d = (mean damage of pairs within - mean of pairs between) / standard deviation over all pairs.
 *
 * Pairs share features and so are not independent. p permutes the cluster labels over the features and counts each stored pair
 * by the new labels (the quadratic assignment test, on the pairs there are). The interval is a percentile bootstrap over
 * prompts, drawn within their strata: it is about these features, on other prompts of the kind.
 */
import { random, shuffle } from '../random.ts';
import { quantile } from '../stats/quantile.ts';

export interface PairDamage {
  /** Index of the two features among the labels. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** [pairs, P] row-major. */
  readonly damage: Float64Array;
}

export interface WithinBetweenOptions {
  readonly seed: number;
  readonly replicates: number;
  /** [P] */
  readonly strata: readonly string[];
}

export interface WithinBetween {
  readonly d: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
  readonly within: number;
  readonly between: number;
}

/** Null with fewer than two pairs of either kind, or where damage does not vary. @param labels [features] cluster of each */
export function withinBetween(
  pairs: PairDamage,
  labels: Int32Array,
  options: WithinBetweenOptions,
): WithinBetween | null {
  const { seed, replicates, strata } = options;
  const count = pairs.a.length;
  const prompts = strata.length;
  if (pairs.damage.length !== count * prompts)
    throw new RangeError(`withinBetween: ${pairs.damage.length} values, expected ${count} pairs × ${prompts} prompts`);
  const inside = (of: Int32Array) => Array.from(pairs.a, (a, k) => of[a] === of[pairs.b[k]]);
  const observed = inside(labels);
  const within = observed.filter(Boolean).length;
  const means = pairMeans(
    pairs.damage,
    count,
    Float64Array.from({ length: prompts }, () => 1 / prompts),
  );
  const d = effect(means, observed);
  if (within < 2 || count - within < 2 || Number.isNaN(d)) return null;

  let asLarge = 0;
  for (let k = 0; k < replicates; k++) {
    const permuted = shuffle(labels.slice(), random(seed, 'within-between', 'labels', k));
    // Labels that leave one kind without pairs have no difference to compare; they count as large, which is the careful side.
    if (!(effect(means, inside(permuted)) < d)) asLarge++;
  }
  const bootstrapped = Array.from({ length: replicates }, (_, k) =>
    effect(pairMeans(pairs.damage, count, resampled(strata, seed, k)), observed),
  ).filter((value) => !Number.isNaN(value));
  return {
    d,
    low: quantile(bootstrapped, 0.025),
    high: quantile(bootstrapped, 0.975),
    p: (1 + asLarge) / (1 + replicates),
    within,
    between: count - within,
  };
}

function effect(means: Float64Array, inside: readonly boolean[]): number {
  let [sumWithin, nWithin, sum, squares] = [0, 0, 0, 0];
  means.forEach((value, k) => {
    sum += value;
    if (!inside[k]) return;
    sumWithin += value;
    nWithin++;
  });
  const n = means.length;
  for (const value of means) squares += (value - sum / n) ** 2;
  const difference = sumWithin / nWithin - (sum - sumWithin) / (n - nWithin);
  return squares === 0 ? Number.NaN : difference / Math.sqrt(squares / (n - 1));
}

/** [pairs] Σ_p weight · damage. */
function pairMeans(damage: Float64Array, count: number, weights: Float64Array): Float64Array {
  const prompts = weights.length;
  const means = new Float64Array(count);
  for (let k = 0; k < count; k++) for (let p = 0; p < prompts; p++) means[k] += weights[p] * damage[k * prompts + p];
  return means;
}

/** Weights of a bootstrap draw of prompts within strata. */
function resampled(strata: readonly string[], seed: number, draw: number): Float64Array {
  const rng = random(seed, 'within-between', 'prompts', draw);
  const groups = new Map<string, number[]>();
  strata.forEach((name, prompt) => groups.set(name, [...(groups.get(name) ?? []), prompt]));
  const weights = new Float64Array(strata.length);
  for (const prompts of groups.values())
    for (let k = 0; k < prompts.length; k++) weights[prompts[rng.integer(prompts.length)]] += 1 / strata.length;
  return weights;
}
