/** Permutation and bootstrap: the p of what was observed among permuted values, and draws with replacement. */

import type { Random } from '../../random.ts';

/** Relative to the observed value: equal sums taken in another order. */
const ROUNDING = 1e-10;

/** Fewest permutations that can say p ≤ 0.025 of either side: (1 + 0) / (1 + 39). With fewer there is no p, whatever was found. */
export const LEAST_PERMUTATIONS = 39;

interface PermutationP {
  /** Of |value| ≥ |observed|. */
  readonly twoSided: number;
  /** Of value ≥ observed. */
  readonly greater: number;
  /** Permutations that had a value. */
  readonly permutations: number;
  /** Why both p are NaN; null where they are numbers. */
  readonly reason: string | null;
}

/**
 * p of an observed statistic among its permuted values, with the +1 correction (Phipson & Smyth 2010,
 * https://doi.org/10.2202/1544-6115.1585): (1 + number at least as extreme) / (1 + permutations). Values within rounding of the
 * observed one count as equal to it. Permutations without a value (NaN) are left out. There is no p where too few are left to reach
 * a level, nor where all of them are one value, which is one permutation made many times.
 */
export function permutationP(observed: number, permuted: ArrayLike<number>): PermutationP {
  const values = new Float64Array(permuted).filter((value) => !Number.isNaN(value));
  const slack = ROUNDING * Math.abs(observed);
  const reason = whyNoP(observed, values);
  let [extreme, greater] = [0, 0];
  for (let k = 0; k < values.length; k++) {
    if (Math.abs(values[k]) >= Math.abs(observed) - slack) extreme++;
    if (values[k] >= observed - slack) greater++;
  }
  const share = (count: number): number => (reason !== null ? Number.NaN : (1 + count) / (1 + values.length));
  return { twoSided: share(extreme), greater: share(greater), permutations: values.length, reason };
}

function whyNoP(observed: number, values: Float64Array): string | null {
  if (Number.isNaN(observed)) return 'it does not exist in this study';
  if (values.length < LEAST_PERMUTATIONS)
    return `it exists in ${values.length} permutations, and a p of 0.025 takes ${LEAST_PERMUTATIONS}`;
  const [first] = values;
  const slack = ROUNDING * Math.abs(first);
  return values.every((value) => Math.abs(value - first) <= slack) ? 'it is the same in every permutation' : null;
}

/** A bootstrap draw as weights: how often each of n units comes up in n draws with replacement. Weights sum to n. */
export function resampled(n: number, rng: Random): Float64Array {
  const weights = new Float64Array(n);
  for (let draw = 0; draw < n; draw++) weights[rng.integer(n)]++;
  return weights;
}

/** The same of items of which some are copies: whole blocks are drawn, as many as there are. @param blocks of each item; every item its own unless given */
export function resampledBlocks(n: number, blocks: ArrayLike<number> | undefined, rng: Random): Float64Array {
  if (blocks === undefined) return resampled(n, rng);
  const names = [...new Set(Array.from(blocks))];
  const drawn = resampled(names.length, rng);
  const weights = new Map(names.map((name, k) => [name, drawn[k]]));
  return Float64Array.from({ length: n }, (_, i) => weights.get(blocks[i]) ?? 0);
}
