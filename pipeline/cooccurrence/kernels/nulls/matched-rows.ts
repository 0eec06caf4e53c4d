/**
 * Null `random-rows` (METHODS N3 b): each selected feature gets the decoder row of a feature that was not selected, alike in
 * firing rate and norm. Distance is Euclidean in log10 rate and log10 norm, each over its deviation among all features at hand.
 *
 * Drawn without replacement within a replicate: features choose in random order, each uniformly among the POOL nearest rows
 * that are still free. With fewer candidates than features a row may serve several features.
 */

import { isFloat32Constant } from '../../../../src/methods/stats/float32-constant.ts';
import type { Random } from '../../../../src/random.ts';
import { shuffle } from '../../../../src/random.ts';

/** Rows a feature chooses among: few enough to be alike, enough that replicates differ. */
export const POOL = 50;

/** One entry per feature, equal lengths. */
export interface Traits {
  /** log10 of how often it fires. */
  readonly logRate: Float64Array;
  /** log10 of the norm of its decoder row. */
  readonly logNorm: Float64Array;
}

export interface Matches {
  readonly features: number;
  readonly candidates: number;
  /** Candidates listed per feature. */
  readonly listed: number;
  /** [F, listed] candidate indices, nearest first. */
  readonly nearest: Int32Array;
}

export function matchRows(selected: Traits, candidates: Traits): Matches {
  const features = selected.logNorm.length;
  const count = candidates.logNorm.length;
  if (count === 0)
    throw new RangeError('matchRows: no candidates, expected at least one feature that was not selected');
  const rate = spread(selected.logRate, candidates.logRate);
  const norm = spread(selected.logNorm, candidates.logNorm);
  // At most F - 1 rows are taken when a feature chooses, so its list always holds POOL free ones, or all there are.
  const listed = Math.min(count, features + POOL - 1);
  const nearest = new Int32Array(features * listed);
  const distance = new Float64Array(count);
  for (let f = 0; f < features; f++) {
    for (let c = 0; c < count; c++) {
      distance[c] =
        ((candidates.logRate[c] - selected.logRate[f]) / rate) ** 2 +
        ((candidates.logNorm[c] - selected.logNorm[f]) / norm) ** 2;
    }
    const order = Int32Array.from({ length: count }, (_, c) => c).sort((a, b) => distance[a] - distance[b] || a - b);
    nearest.set(order.subarray(0, listed), f * listed);
  }
  return { features, candidates: count, listed, nearest };
}

/** @returns [F] a candidate for each feature */
export function drawRows({ features, candidates, listed, nearest }: Matches, rng: Random): Int32Array {
  const order = shuffle(
    Int32Array.from({ length: features }, (_, f) => f),
    rng,
  );
  const repeats = candidates < features;
  const taken = new Uint8Array(candidates);
  const free = new Int32Array(POOL);
  const drawn = new Int32Array(features);
  for (const f of order) {
    let count = 0;
    for (let k = 0; k < listed && count < POOL; k++) {
      const candidate = nearest[f * listed + k];
      if (repeats || taken[candidate] === 0) free[count++] = candidate;
    }
    const chosen = free[rng.integer(count)];
    taken[chosen] = 1;
    drawn[f] = chosen;
  }
  return drawn;
}

/** Deviation of both groups together; 1 where all are one number made of float32 values, so that the trait does not count. */
function spread(a: Float64Array, b: Float64Array): number {
  const all = [...a, ...b];
  for (const value of all)
    if (!Number.isFinite(value)) throw new RangeError(`matchRows: trait ${value}, expected a finite number`);
  const mean = all.reduce((sum, x) => sum + x, 0) / all.length;
  const deviation = Math.sqrt(all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / all.length);
  // Traits are logarithms, so a rounding of the number itself is one of the trait.
  return isFloat32Constant(all, 1) ? 1 : deviation;
}
