/**
 * The size of an interaction within answers, S = Σ_s w_s · max(0, |Ī_s| − ν_s), with Ī_s the mean of I over the prompts of stratum s and w_s the
 * share of those prompts. Where I has one sign on all answers S is |Ī|; where it helps some answers and hurts others Ī cancels and S does not.
 *
 * ν_s is what rounding alone makes of |Ī_s|: the noise floor ν is the root mean square of Ī over all P prompts, so that of a mean over P_s is
 * ν √(P / P_s), and a normal number is √(2/π) of its deviation in size.
 */

import { weightedRows } from '../../../../src/methods/stats/weighted-rows.ts';

/** Mean of |x| of a standard normal. */
const MEAN_SIZE = Math.sqrt(2 / Math.PI);

interface Weighted {
  /** [P] */
  readonly weights: Float64Array;
  /** Stratum of each prompt, numbered from 0. */
  readonly strata: Int32Array;
  /** Logits; NaN where it is not known, and then nothing is taken off. */
  readonly noiseFloor: number;
}

/** @param values [N, P] @returns [N] */
export function stratumMagnitudes(values: Float64Array, { weights, strata, noiseFloor }: Weighted): Float64Array {
  const shares = new Float64Array(strata.reduce((most, stratum) => Math.max(most, stratum + 1), 0));
  for (let p = 0; p < strata.length; p++) shares[strata[p]] += weights[p];
  const total = shares.reduce((sum, share) => sum + share, 0);
  const rounding = shares.map((share) => MEAN_SIZE * (noiseFloor || 0) * Math.sqrt(total / share));
  const places = placesOf(strata, shares.length);
  const sizes = new Float64Array(values.length / strata.length);
  for (let s = 0; s < shares.length; s++) {
    if (!(shares[s] > 0)) continue;
    const sums = weightedRows(values, weights, places[s]);
    const floor = shares[s] * rounding[s];
    for (let n = 0; n < sizes.length; n++) sizes[n] += Math.max(0, Math.abs(sums[n]) - floor) / total;
  }
  return sizes;
}

/** Prompts of each stratum. */
function placesOf(strata: Int32Array, count: number): Int32Array[] {
  const places: number[][] = Array.from({ length: count }, () => []);
  for (let p = 0; p < strata.length; p++) places[strata[p]].push(p);
  return places.map((own) => Int32Array.from(own));
}

/** Strata numbered in order of first appearance. */
export function numbered(names: readonly string[]): Int32Array {
  const places = new Map<string, number>();
  return Int32Array.from(names, (name) => {
    const place = places.get(name) ?? places.size;
    places.set(name, place);
    return place;
  });
}
