/** A bootstrap draw as weights: how often each of n units comes up in n draws with replacement. Weights sum to n. */
import type { Random } from '../../random.ts';

export function resampled(n: number, rng: Random): Float64Array {
  const weights = new Float64Array(n);
  for (let draw = 0; draw < n; draw++) weights[rng.integer(n)]++;
  return weights;
}
