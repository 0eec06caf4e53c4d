/** Permutation and bootstrap: the p of what was observed among permuted values, and draws with replacement. */

import type { Random } from '../../random.ts';

/** Relative to the observed value: equal sums taken in another order. */
const ROUNDING = 1e-10;

interface PermutationP {
  /** Of |value| ≥ |observed|. */
  readonly twoSided: number;
  /** Of value ≥ observed. */
  readonly greater: number;
  /** Permutations that had a value. */
  readonly permutations: number;
}

/**
 * p of an observed statistic among its permuted values, with the +1 correction (Phipson & Smyth 2010,
 * https://doi.org/10.2202/1544-6115.1585): (1 + number at least as extreme) / (1 + permutations). Values within rounding of the
 * observed one count as equal to it. Permutations without a value (NaN) are left out.
 */
export function permutationP(observed: number, permuted: ArrayLike<number>): PermutationP {
  const values = Array.from(permuted).filter((value) => !Number.isNaN(value));
  const slack = ROUNDING * Math.abs(observed);
  const share = (extreme: (value: number) => boolean): number =>
    Number.isNaN(observed) || values.length === 0
      ? Number.NaN
      : (1 + values.filter(extreme).length) / (1 + values.length);
  return {
    twoSided: share((value) => Math.abs(value) >= Math.abs(observed) - slack),
    greater: share((value) => value >= observed - slack),
    permutations: values.length,
  };
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
